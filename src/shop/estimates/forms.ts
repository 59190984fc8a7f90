import { z } from 'zod';
import { type EstimateSettings, SHOWN } from './settings.ts';

export type Typed = Readonly<Record<'shown' | 'provider' | 'service', string>>;
export type Errors = Readonly<Record<string, string>>;
export type SettingsWish = Omit<EstimateSettings, 'version'>;

const text = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(3000))
  .catch('');
const AsTyped = z.object({ shown: text, provider: text, service: text });
const Opened = z.object({ opened: z.coerce.number().int().min(0).max(1_000_000).catch(-1) });

const line = (typed: string): string =>
  typed.normalize('NFC').replaceAll('\0', '').replace(/\s+/g, ' ').trim();
/** Lines without what is empty. */
const lines = (typed: string): string =>
  typed
    .split(/\r?\n/)
    .map(line)
    .filter((one) => one !== '')
    .join('\n');

/** The owner's form: all errors at once, what was typed is kept. */
export const readSettings = (
  body: unknown,
): { readonly typed: Typed; readonly opened: number } & (
  | { readonly wish: SettingsWish }
  | { readonly errors: Errors }
) => {
  const typed = AsTyped.parse(body ?? {});
  const { opened } = Opened.parse(body ?? {});
  const [provider, service] = [lines(typed.provider), line(typed.service)];
  const shown = SHOWN.find((one) => one === typed.shown);
  const errors: Record<string, string> = {};
  if (shown === undefined) errors['shown'] = 'Please choose when it is shown.';
  if (service === '') errors['service'] = 'Please write what the service is called, like Group meeting.';
  else if (service.length > 120) errors['service'] = 'Please use at most 120 letters here.';
  if (provider.length > 600) errors['provider'] = 'Please use at most 600 letters here.';
  else if (provider.split('\n').length > 10) errors['provider'] = 'Please use at most 10 lines here.';
  if (shown === undefined || Object.keys(errors).length > 0) return { typed, opened, errors };
  return { typed, opened, wish: { shown, provider, service } };
};

export const typedOf = ({ shown, provider, service }: EstimateSettings): Typed => ({
  shown,
  provider,
  service,
});

export const readSaved = (query: unknown): boolean =>
  z
    .object({ saved: z.string().max(10).optional().catch(undefined) })
    .catch({})
    .parse(query).saved === 'yes';

export const readAddress = (params: unknown): string | undefined =>
  z.object({ address: z.string().max(200) }).safeParse(params).data?.address;

export const readSecret = (params: unknown): string | undefined =>
  z.object({ secret: z.string().regex(/^[\w-]{20,50}$/) }).safeParse(params).data?.secret;

export const readPrice = (query: unknown): string | undefined =>
  z
    .object({ price: z.string().max(60).optional().catch(undefined) })
    .catch({})
    .parse(query).price;
