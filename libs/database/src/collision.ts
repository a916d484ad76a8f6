/** Two waited for each other, and PostgreSQL ended one. */
const DEADLOCK = '40P01';
/** Two inserted the same row: `ON CONFLICT` looks at one of its unique indexes, not at all. */
const UNIQUE_VIOLATION = '23505';
const MOST_ATTEMPTS = 4;

/** Does something again that met another process at the same rows at the same moment. */
export async function withoutCollision<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const { code } = error as { code?: unknown };
      const isCollision = code === DEADLOCK || code === UNIQUE_VIOLATION;
      if (!isCollision || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
