import { DataSource } from 'typeorm';
import { runSql, type SqlParameters } from '../src/run-sql.js';

const { driver } = new DataSource({ type: 'postgres' });
/** Statements that TypeORM was asked to translate. */
let translated: string[];

beforeEach(() => {
  translated = [];
});

/** What PostgreSQL would be asked. */
async function asked(sql: string, parameters: SqlParameters): Promise<[string, unknown[]]> {
  const escapeQueryWithParameters: typeof driver.escapeQueryWithParameters = (text, byName) => {
    translated.push(text);
    return driver.escapeQueryWithParameters(text, byName);
  };
  const query = async (text: string, values: unknown[]) => [text, values];
  const database = { driver: { escapeQueryWithParameters }, query } as unknown as DataSource;
  return runSql(database, sql, parameters);
}

describe('a statement with named parameters', () => {
  it('is asked with a place and a value for each name', async () => {
    expect(
      await asked('SELECT FROM days WHERE id = :day AND month > :month', { month: 7, day: 'a' }),
    ).toEqual(['SELECT FROM days WHERE id = $1 AND month > $2', ['a', 7]]);
  });

  it('gives a name that is used twice one place', async () => {
    expect(await asked('SELECT :count + :more + :count', { count: 1, more: 2 })).toEqual([
      'SELECT $1 + $2 + $1',
      [1, 2],
    ]);
  });

  it('is translated once, and each time asked with the values of that time', async () => {
    const sql = 'DELETE FROM days WHERE id = :day';
    const answers = [await asked(sql, { day: 1 }), await asked(sql, { day: 2 })];

    expect(answers).toEqual([
      ['DELETE FROM days WHERE id = $1', [1]],
      ['DELETE FROM days WHERE id = $1', [2]],
    ]);
    expect(translated).toEqual([sql]);
  });

  it('keeps casts, literals and quoted names as they are', async () => {
    const [text, values] = await asked(
      `SELECT to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS'), ':day', 'it''s :day ' AS ":x"
       WHERE id = ANY (:days::uuid[]) AND :className::text IS NULL`,
      { days: ['a', 'b'], className: null },
    );

    expect(text).toBe(
      `SELECT to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS'), ':day', 'it''s :day ' AS ":x"
       WHERE id = ANY ($1::uuid[]) AND $2::text IS NULL`,
    );
    expect(values).toEqual([['a', 'b'], null]);
  });

  it('may have no parameters at all', async () => {
    expect(await asked("SELECT ':day'::text", {})).toEqual(["SELECT ':day'::text", []]);
  });

  it.each<[string, string, SqlParameters, string]>([
    ['is misspelt', 'SELECT :day', { dai: 1 }, 'expected the parameters day, got dai'],
    ['is not given', 'SELECT :a, :b', { b: 1 }, 'expected the parameters a, b, got b'],
    ['is undefined', 'SELECT :a, :c', { a: undefined, c: 1 }, 'parameters a, c, got c'],
    ['is only inherited', 'SELECT :toString', {}, 'parameters toString, got none'],
    ['is not used', 'SELECT :a AS n', { a: 1, b: 2 }, 'expected the parameters a, got a, b'],
    ['stands in a literal alone', "SELECT ':a'", { a: 1 }, 'parameters none, got a'],
    ['is to be many', 'SELECT IN (:...ids)', { ids: [1] }, 'parameters none, got ids'],
    ['bears the name of a type', 'SELECT :text::text', { text: 'a' }, 'expected ::text to be no'],
    [
      'stands in a literal too',
      "SELECT 'HH:MI:SS', :SS",
      { SS: 1 },
      "expected 'HH:MI:SS' to be no",
    ],
  ])('fails when a parameter %s', async (_, sql, parameters, message) => {
    await expect(asked(sql, parameters)).rejects.toThrow(message);
    await expect(asked(sql, parameters)).rejects.toThrow(sql);
  });

  it('fails just so when it has been asked rightly before', async () => {
    await asked('SELECT :track', { track: 1 });
    await expect(asked('SELECT :track', { trak: 1 })).rejects.toThrow('track, got trak');
  });
});
