// nginx as this machine has it, with the configuration that its image gets in docker/.
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRoot } from '../project.mjs';

const TEMPLATE = inRoot('docker', 'nginx.conf.template');
/** Where nginx would write below folders of the system. */
const TEMPORARY = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/**
 * Writes the configuration into a folder of its own; gives the arguments that nginx is started with.
 *
 * @param variables what the template names; see `proxyVariables`
 */
export async function configureNginx(folder, variables) {
  const main = join(folder, 'nginx.conf');
  // Its workers are another user where we are root.
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'trackside.conf'), await fillTemplate(variables));
  await writeFile(main, mainConfiguration(folder));
  return ['-e', 'stderr', '-p', folder, '-c', main];
}

/** As nginx's image does: names that are not in the environment belong to nginx. */
async function fillTemplate(variables) {
  const template = await readFile(TEMPLATE, 'utf8');
  return template.replace(/\$\{([A-Z_0-9]+)\}/g, (text, name) => variables[name] ?? text);
}

function mainConfiguration(folder) {
  const temporary = TEMPORARY.map((kind) => `  ${kind}_temp_path ${quote(join(folder, kind))};`);
  return `daemon off;
pid ${quote(join(folder, 'nginx.pid'))};
error_log stderr warn;
worker_rlimit_nofile 8192;
events { worker_connections 4096; }
http {
  access_log off;
${temporary.join('\n')}
  include ${quote(join(folder, 'trackside.conf'))};
}
`;
}

function quote(path) {
  return `"${path.replace(/["\\$]/g, '\\$&')}"`;
}
