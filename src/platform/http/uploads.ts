import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Bytes of a form that brings a file: the file itself may be 20 MB, its fields and seams take little. */
export const UPLOAD_LIMIT = 21 * 1024 * 1024;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True where a form may bring a file. Everywhere else such a form is refused unread. */
    upload?: boolean;
  }
}

export type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };

/** A form as a browser sends it with `enctype="multipart/form-data"`; of a field that was sent twice the last one counts. */
export type Uploaded = {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, UploadedFile>>;
};

/** Reads forms with files, for the routes that declare it. */
export const acceptUploads = (app: FastifyInstance): void => {
  const accept = (request: FastifyRequest, body: Buffer<ArrayBuffer>) => {
    if (!request.routeOptions.config.upload) throw refusal('no files here', 415);
    return read(body, request.headers['content-type'] ?? '');
  };
  app.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer<ArrayBuffer>) => accept(request, body),
  );
};

const refusal = (words: string, statusCode: number) => Object.assign(new Error(words), { statusCode });

const read = async (body: Buffer<ArrayBuffer>, type: string): Promise<Uploaded> => {
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => {
    throw refusal('a form that cannot be read', 400);
  });
  const fields: Record<string, string> = Object.create(null);
  const files: Record<string, UploadedFile> = Object.create(null);
  for (const [name, value] of form.entries())
    if (typeof value === 'string') fields[name] = value;
    else files[name] = { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
  return { fields, files };
};

/** Whether a request ended because more was sent than an upload may have. */
export const wasTooLarge = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
