// What programs outside can't go on doing when one description of the API takes another's place.
// What is only added breaks nothing: clients ignore fields and records that they don't know.

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];

/**
 * Every change from `before` to `after` that breaks a client, each as the operation's id and what
 * has become of it, like "getTrack: 200 data.slug is gone".
 */
export function breakingChanges(before, after) {
  const now = operationsOf(after);
  return [...operationsOf(before)].flatMap(([address, was]) => {
    const is = now.get(address);
    if (!is) return [`${was.operationId}: ${address} is gone`];
    const changes = changesOf(
      { document: before, operation: was },
      { document: after, operation: is },
    );
    return changes.map((change) => `${was.operationId}: ${change}`);
  });
}

/** Those that the part "Breaking" of a change log does not name, word for word. */
export function untoldChanges(changes, changelog) {
  const [, told = ''] = /^### Breaking\n([\s\S]*?)(?=^##|$(?![\s\S]))/m.exec(changelog) ?? [];
  return changes.filter((change) => !told.includes(change));
}

function operationsOf({ paths }) {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    METHODS.filter((method) => methods[method]).map((method) => [
      `${method.toUpperCase()} ${path}`,
      methods[method],
    ]),
  );
  return new Map(operations);
}

function changesOf(before, after) {
  const [was, is] = [before.operation, after.operation];
  const renamed =
    was.operationId === is.operationId ? [] : [`operationId is now ${is.operationId}`];
  return [
    ...renamed,
    ...parameterChanges(before, after),
    ...bodyChanges(before, after),
    ...answerChanges(before, after),
  ];
}

function parameterChanges(before, after) {
  const keyOf = ({ name, in: place }) => `${place} ${name}`;
  const byKey = (parameters = []) => new Map(parameters.map((one) => [keyOf(one), one]));
  const [was, is] = [byKey(before.operation.parameters), byKey(after.operation.parameters)];
  const gone = [...was.keys()].filter((key) => !is.has(key)).map((key) => `${key} is gone`);
  const asked = [...is].flatMap(([key, parameter]) => {
    if (parameter.required && !was.get(key)?.required) return [`${key} is required now`];
    if (!was.has(key)) return [];
    return requestChanges(sides(before, after, was.get(key).schema, parameter.schema), key);
  });
  return [...gone, ...asked];
}

function bodyChanges(before, after) {
  const [was, is] = [before.operation.requestBody, after.operation.requestBody];
  if (is?.required && !was?.required) return ['body is required now'];
  return Object.entries(was?.content ?? {}).flatMap(([type, { schema }]) => {
    const next = is?.content?.[type];
    if (!next) return [`body ${type} is gone`];
    return requestChanges(sides(before, after, schema, next.schema), 'body');
  });
}

/** Failures may change: every client has to bear those it does not know. */
function answerChanges(before, after) {
  const successes = Object.entries(before.operation.responses).filter(([status]) =>
    /^[23]/.test(status),
  );
  return successes.flatMap(([status, was]) => {
    const is = after.operation.responses[status];
    if (!is) return [`${status} is gone`];
    return Object.entries(was.content ?? {}).flatMap(([type, { schema }]) => {
      const next = is.content?.[type];
      if (!next) return [`${status} ${type} is gone`];
      return responseChanges(sides(before, after, schema, next.schema), status);
    });
  });
}

function sides(before, after, was, is) {
  return {
    was: { schema: was, schemas: before.document.components?.schemas ?? {} },
    is: { schema: is, schemas: after.document.components?.schemas ?? {} },
  };
}

/** What was accepted has to be accepted. */
function requestChanges(pair, place, seen = []) {
  const { was, is } = resolved(pair);
  if (isCircle(pair, seen)) return [];
  const further = [...seen, nameOf(pair.was.schema)];
  const inner = (a, b, where) => requestChanges(inside(pair, a, b), where, further);
  return [
    ...lost(typesOf(was), typesOf(is)).map((type) => `${place} may be no ${type} any more`),
    ...lost(was.enum ?? [], is.enum ?? was.enum ?? []).map(
      (value) => `${place} may not be ${value}`,
    ),
    ...(was.enum || !is.enum ? [] : [`${place} may be certain values only`]),
    ...narrowed(was, is).map((limit) => `${place} has a narrower ${limit}`),
    ...lost(is.required ?? [], was.required ?? []).map(
      (name) => `${place}.${name} is required now`,
    ),
    ...propertyChanges(was, is, place, inner),
  ];
}

/** What was given has to be given. */
function responseChanges(pair, place, seen = []) {
  const { was, is } = resolved(pair);
  if (isCircle(pair, seen)) return [];
  const further = [...seen, nameOf(pair.was.schema)];
  const inner = (a, b, where) => responseChanges(inside(pair, a, b), where, further);
  const kept = Object.keys(is.properties ?? {});
  const loosened = lost(was.required ?? [], is.required ?? []).filter((name) =>
    kept.includes(name),
  );
  return [
    ...lost(typesOf(is), typesOf(was)).map((type) => `${place} may be ${type} now`),
    ...loosened.map((name) => `${place}.${name} may be left out now`),
    ...propertyChanges(was, is, place, inner),
    ...formChanges(pair, was, is, place, further),
  ];
}

function propertyChanges(was, is, place, inner) {
  const ofProperties = Object.entries(was.properties ?? {}).flatMap(([name, schema]) => {
    const next = is.properties?.[name];
    return next ? inner(schema, next, `${place}.${name}`) : [`${place}.${name} is gone`];
  });
  const ofItems = was.items && is.items ? inner(was.items, is.items, `${place}[]`) : [];
  return [...ofProperties, ...ofItems];
}

/** Forms of which an answer has one: records of a stream, kinds of a job. */
function formChanges({ was: old, is: new_ }, was, is, place, seen) {
  const forms = new Map((is.oneOf ?? []).map((form) => [nameOf(form), form]));
  return (was.oneOf ?? []).flatMap((form) => {
    const name = nameOf(form);
    if (!forms.has(name)) return [`${place} ${name} is gone`];
    const pair = { was: { ...old, schema: form }, is: { ...new_, schema: forms.get(name) } };
    return responseChanges(pair, `${place} ${name}`, seen);
  });
}

function inside({ was, is }, oldSchema, newSchema) {
  return { was: { ...was, schema: oldSchema }, is: { ...is, schema: newSchema } };
}

function resolved({ was, is }) {
  return { was: resolve(was), is: resolve(is) };
}

/** A reference, a reference with a description, and one that may be null are what they refer to. */
function resolve({ schema, schemas }) {
  const [only] = schema?.allOf?.length === 1 ? schema.allOf : [];
  const parts = (schema?.anyOf ?? []).filter(({ type }) => type !== 'null');
  const target = only ?? (parts.length === 1 && schema.anyOf.length === 2 ? parts[0] : undefined);
  if (target) {
    const found = resolve({ schema: target, schemas });
    return schema.anyOf ? { ...found, type: [found.type, 'null'].flat() } : found;
  }
  return schema?.$ref ? (schemas[nameOf(schema)] ?? {}) : (schema ?? {});
}

function nameOf(schema) {
  return schema?.$ref?.split('/').at(-1);
}

function isCircle({ was }, seen) {
  const name = nameOf(was.schema);
  return name !== undefined && seen.includes(name);
}

function typesOf({ type }) {
  return [type ?? []].flat();
}

function lost(before, after) {
  return after.length === 0 && before.length === 0
    ? []
    : before.filter((one) => !after.includes(one));
}

function narrowed(was, is) {
  const upper = ['maximum', 'maxLength', 'maxItems'].filter(
    (limit) => (is[limit] ?? Infinity) < (was[limit] ?? Infinity),
  );
  const lower = ['minimum', 'minLength', 'minItems'].filter(
    (limit) => (is[limit] ?? -Infinity) > (was[limit] ?? -Infinity),
  );
  const shape = ['pattern', 'format'].filter((rule) => is[rule] && is[rule] !== was[rule]);
  return [...upper, ...lower, ...shape];
}
