// A copy of Trackside, as far as the database is concerned: starts it, prints one line of JSON, and
// runs until it is told to stop or is killed.
import '../../../test/setup/typescript-resolution.mjs';

const { startEmbeddedPostgres } = await import('../src/index.ts');
const options = JSON.parse(process.argv[2]);
try {
  const server = await startEmbeddedPostgres(options);
  process.once('SIGTERM', async () => {
    await server.stop();
    process.exit(0);
  });
  console.log(JSON.stringify({ url: server.url, pid: server.pid }));
} catch (error) {
  console.log(JSON.stringify({ error: error.message, name: error.name }));
  process.exit(1);
}
setInterval(() => undefined, 60_000);
