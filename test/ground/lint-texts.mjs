// Lints texts as if they stood in files of the project: [[file, text], …] in, rules broken out.
import { ESLint } from 'eslint';

const eslint = new ESLint();
const broken = [];
for (const [filePath, text] of JSON.parse(process.argv[2])) {
  const [{ messages }] = await eslint.lintText(text, { filePath });
  broken.push(messages.map(({ ruleId }) => ruleId));
}
process.stdout.write(JSON.stringify(broken));
