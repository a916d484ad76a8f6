import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import type { z } from 'zod';
import { type Failure, toFailure, ValidationFailedError } from '../../http/failures.js';
import type { Sources } from '../sources.js';

/** What every tool answers: whether there is something, and what the data can't tell. */
export interface ToolAnswer {
  outcome: 'found' | 'none' | 'unknown';
  /** Why it is unknown, or what of it is; null where nothing is. */
  reason: string | null;
}

/** A tool as its own file declares it. */
export interface Tool {
  name: string;
  title: string;
  description: string;
  input: z.ZodObject;
  output: z.ZodObject;
  /** @throws errors with the API's codes */
  run: (asked: never, sources: Sources) => Promise<Told>;
}

/** An answer and its one sentence for people. */
export interface Told {
  sentence: string;
  answer: ToolAnswer & Record<string, unknown>;
}

/** Declares a tool whose answer is of its schema. */
export function tool<In extends z.ZodObject, Out extends z.ZodObject>(declared: {
  name: string;
  title: string;
  description: string;
  input: In;
  output: Out;
  run: (
    asked: z.output<In>,
    sources: Sources,
  ) => Promise<{ sentence: string; answer: z.input<Out> & ToolAnswer }>;
}): Tool {
  return declared as unknown as Tool;
}

/**
 * What a call answers: a sentence, and the same data twice, as text for clients that read no more and
 * structured. A call that fails is answered, too, so that a model reads what to do.
 */
export async function toolResult(
  { input, run }: Tool,
  given: unknown,
  sources: Sources,
  log: (error: unknown) => void,
): Promise<CallToolResult> {
  try {
    const asked = input.safeParse(given);
    if (!asked.success) throw new ValidationFailedError(asked.error.issues.map(detailOf));
    const { sentence, answer } = await run(asked.data as never, sources);
    return {
      content: [text(sentence), text(JSON.stringify(answer))],
      structuredContent: answer,
    };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === 'INTERNAL_ERROR') log(error);
    return toErrorResult(failure);
  }
}

function toErrorResult({ code, message, details }: Failure): CallToolResult {
  return {
    isError: true,
    content: [text(`${code}: ${message}`)],
    _meta: { error: { code, message, ...(details ? { details } : {}) } },
  };
}

function detailOf({ path, message }: z.core.$ZodIssue): { field: string; message: string } {
  return { field: path.length === 0 ? 'arguments' : path.join('.'), message };
}

function text(words: string): { type: 'text'; text: string } {
  return { type: 'text', text: words };
}
