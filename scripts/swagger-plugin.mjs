// Nest's plugin for OpenAPI, made to work whatever the project's folder is called. It takes the path
// of a type out of TypeScript's text for it, where letters outside ASCII and quotes are escaped, and
// decodes % as in a URL: it would import files that are not there. So it is told of another folder.
import { before as beforeOfNest } from '@nestjs/swagger/plugin';

const PLAIN_ROOT = '/trackside';
const IMPORT = /import\(("(?:[^"\\]|\\.)*")/g;

/** As nest-cli.json wants a plugin: gives TypeScript's transformer. */
export function before(options, program) {
  const { rootDir } = program.getCompilerOptions();
  const toPlain = (path) =>
    path?.startsWith(`${rootDir}/`) ? PLAIN_ROOT + path.slice(rootDir.length) : path;
  const makeTransformer = beforeOfNest(options, plainProgram(program, toPlain));
  return (context) => {
    const transform = makeTransformer(context);
    return (file) => transformAs(toPlain(file.fileName), file, transform);
  };
}

/**
 * What the transformer makes of a file that bears another name meanwhile. So does the file as it was
 * before other plugins; what is made of it takes the name over, and is given its own back.
 */
function transformAs(plainName, file, transform) {
  const bearers = [file, file.original ?? file];
  const { fileName } = file;
  for (const bearer of bearers) bearer.fileName = plainName;
  try {
    const made = transform(file);
    bearers.push(made);
    return made;
  } finally {
    for (const bearer of bearers) bearer.fileName = fileName;
  }
}

/** The program as it would be if the project were in the plain folder. */
function plainProgram(program, toPlain) {
  const options = program.getCompilerOptions();
  const checker = program.getTypeChecker();
  const plainText = (text) =>
    text.replace(IMPORT, (_, path) => `import(${JSON.stringify(toPlain(JSON.parse(path)))}`);
  return overlay(program, {
    getCompilerOptions: () => ({
      ...options,
      rootDir: PLAIN_ROOT,
      outDir: toPlain(options.outDir),
    }),
    getTypeChecker: () =>
      overlay(checker, {
        typeToString: (...args) => plainText(checker.typeToString(...args)),
      }),
  });
}

/** An object like another, but for some members. */
function overlay(target, members) {
  return new Proxy(target, {
    get: (_, name) => (name in members ? members[name] : target[name]),
  });
}
