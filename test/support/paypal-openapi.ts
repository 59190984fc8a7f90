// Judges answers by PayPal's own OpenAPI files where they lie beside the project; they are no part of it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'shared', 'paypal-openapi');
const FILES = [
  'checkout_orders_v2',
  'payments_payment_v2',
  'notifications_webhooks_v1',
  'reporting_transactions_v1',
  'customer_disputes_v1',
];

/** Why tests that need the files are skipped; undefined where they are there. */
export const skipWithoutOpenApi: string | undefined = existsSync(FOLDER)
  ? undefined
  : `PayPal's OpenAPI files are not beside the project (${FOLDER})`;

type Json = { readonly [name: string]: Json } & { readonly operationId?: string };
type Spec = {
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: { readonly schemas: Json };
};

export type OpenApiJudge = {
  /** What PayPal's file objects to in this answer; an empty list is praise. */
  objections(operation: string, status: number, body: unknown): string[];
  /** Statuses under which PayPal's files list this issue. */
  statusesOf(issue: string): number[];
  /** Operations and statuses that were judged. */
  readonly judged: ReadonlySet<string>;
  /** PayPal's own sentences, read from its files. */
  readonly wording: {
    message(status: number, operation: string): string | undefined;
    description(issue: string, status: number, operation: string): string | undefined;
  };
};

type Found = {
  readonly file: string;
  readonly address: string;
  readonly method: string;
  readonly path: string;
};

export const openApiJudge = (): OpenApiJudge => {
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, allErrors: true });
  addFormats.default(ajv);
  const specs = new Map(FILES.map((file) => [file, read(file)]));
  for (const [file, spec] of specs) ajv.addSchema({ $id: `${file}.json`, ...(clean(spec) as object) });
  const operations = findOperations(specs);
  const issues = JSON.parse(readFileSync(join(FOLDER, 'issue-codes.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;
  const judged = new Set<string>();
  return {
    judged,
    statusesOf: (issue) =>
      Object.entries(issues).flatMap(([where, listed]) =>
        listed[issue] === undefined ? [] : [Number(where.slice(-3))],
      ),
    objections: (operation, status, body) => {
      const found = operations.get(operation);
      if (!found) return [`${operation} is no operation of PayPal's`];
      const spec = specs.get(found.file);
      const response = answerOf(spec, found, status);
      if (!response) return [`${operation} never answers ${status}`];
      judged.add(`${operation} ${status}`);
      if (!response.hasBody) return body === undefined ? [] : [`${operation} ${status} has no body`];
      const validate = compile(ajv, `${found.file}.json${response.pointer}`);
      return validate(body)
        ? []
        : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    },
    wording: {
      message: (status, operation) => {
        const file = operations.get(operation)?.file ?? 'checkout_orders_v2';
        const schemas = specs.get(file)?.components.schemas as unknown as Record<
          string,
          { properties?: { message?: { enum?: string[] } } }
        >;
        return schemas[`error_${status}`]?.properties?.message?.enum?.[0];
      },
      description: (issue, status, operation) => {
        const found = operations.get(operation);
        return found && issues[`${found.method.toUpperCase()} ${found.path} ${status}`]?.[issue];
      },
    },
  };
};

const read = (file: string): Spec => JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')) as Spec;

const findOperations = (specs: ReadonlyMap<string, Spec>): Map<string, Found> => {
  const found = new Map<string, Found>();
  for (const [file, spec] of specs)
    for (const [path, methods] of Object.entries(spec.paths))
      for (const [method, { operationId }] of Object.entries(methods))
        if (typeof operationId === 'string')
          found.set(operationId, { file, method, path, address: `#/paths/${pointer(path)}/${method}` });
  return found;
};

const pointer = (name: string): string =>
  encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

const answerOf = (spec: Spec | undefined, { path, method, address }: Found, status: number) => {
  const responses = spec?.paths[path]?.[method]?.['responses'] as unknown as
    | Record<string, { content?: object }>
    | undefined;
  const name = responses?.[String(status)] ? String(status) : 'default';
  const response = responses?.[name];
  if (!response) return undefined;
  const hasBody = response.content !== undefined;
  return { hasBody, pointer: `${address}/responses/${name}/content/${pointer('application/json')}/schema` };
};

const compiled = new Map<string, ValidateFunction>();

const compile = (ajv: Ajv, reference: string): ValidateFunction => {
  const known = compiled.get(reference);
  const validate = known ?? ajv.compile({ $ref: reference });
  compiled.set(reference, validate);
  return validate;
};

/** OpenAPI 3.0 as JSON Schema: nullable becomes a type; what ajv does not know, such as PayPal's own formats, goes away. */
const clean = (value: unknown, isMap = false): unknown => {
  if (Array.isArray(value)) return value.map((one) => clean(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, inner]) => isMap || !isForeign(name, inner))
    .map(([name, inner]) => [name, clean(inner, !isMap && isMapName(name))] as const);
  const cleaned = Object.fromEntries(entries);
  const isNullable = !isMap && (value as { nullable?: unknown }).nullable === true;
  return isNullable && typeof cleaned['type'] === 'string'
    ? { ...cleaned, type: [cleaned['type'], 'null'] }
    : cleaned;
};

const isMapName = (name: string) => name === 'properties' || name === 'schemas';

const isForeign = (name: string, value: unknown): boolean =>
  name.startsWith('x-') ||
  ['discriminator', 'example', 'nullable'].includes(name) ||
  (name === 'format' && String(value).includes('_'));
