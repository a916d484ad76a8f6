// A client of the API in TypeScript, as somebody else's generator makes it of docs/openapi.json:
// `node scripts/openapi/generate-client.mjs <folder>`.
import { createClient } from '@hey-api/openapi-ts';
import { inRoot } from '../project.mjs';

const [path] = process.argv.slice(2);

await createClient({
  input: inRoot('docs/openapi.json'),
  output: { path, tsConfigPath: inRoot('tsconfig.json') },
  plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
  logs: { file: false },
});
