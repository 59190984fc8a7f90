import { z } from 'zod';
import type { Flaw } from './answer.ts';
import type { Issue } from './issues.ts';

const Money = z.object({
  currency_code: z.string().length(3),
  value: z
    .string()
    .max(32)
    .regex(/^(-?\d+|-?\d*\.\d+)$/),
});

const Breakdown = z.object({
  item_total: Money.optional(),
  shipping: Money.optional(),
  handling: Money.optional(),
  tax_total: Money.optional(),
  insurance: Money.optional(),
  shipping_discount: Money.optional(),
  discount: Money.optional(),
});

export const Amount = Money.extend({ breakdown: Breakdown.optional() });

const Item = z.object({
  name: z.string().min(1).max(127),
  quantity: z
    .string()
    .max(10)
    .regex(/^[1-9]\d*$/),
  unit_amount: Money,
  tax: Money.optional(),
  description: z.string().max(2048).optional(),
  sku: z.string().max(127).optional(),
  category: z.enum(['DIGITAL_GOODS', 'PHYSICAL_GOODS', 'DONATION']).optional(),
});

const Unit = z.object({
  reference_id: z.string().min(1).max(256).optional(),
  amount: Amount,
  payee: z.object({ email_address: z.string().optional(), merchant_id: z.string().optional() }).optional(),
  description: z.string().min(1).max(127).optional(),
  custom_id: z.string().min(1).max(255).optional(),
  invoice_id: z.string().min(1).max(127).optional(),
  soft_descriptor: z.string().min(1).max(22).optional(),
  items: z.array(Item).max(100).optional(),
});

const Experience = z.object({
  return_url: z.url().max(4000).optional(),
  cancel_url: z.url().max(4000).optional(),
  brand_name: z.string().max(127).optional(),
  locale: z.string().min(2).max(10).optional(),
  user_action: z.enum(['CONTINUE', 'PAY_NOW']).optional(),
  shipping_preference: z.enum(['GET_FROM_FILE', 'NO_SHIPPING', 'SET_PROVIDED_ADDRESS']).optional(),
  payment_method_preference: z.enum(['UNRESTRICTED', 'IMMEDIATE_PAYMENT_REQUIRED']).optional(),
});

const PaymentSource = z.object({
  paypal: z.object({ experience_context: Experience.optional() }).optional(),
});

export const OrderRequest = z.object({
  intent: z.enum(['CAPTURE', 'AUTHORIZE']),
  purchase_units: z.array(Unit).min(1).max(10),
  payment_source: PaymentSource.optional(),
  application_context: Experience.optional(),
});
export type OrderRequest = z.infer<typeof OrderRequest>;
export type UnitRequest = z.infer<typeof Unit>;
export type ItemRequest = z.infer<typeof Item>;
export type AmountRequest = z.infer<typeof Amount>;

export const ConfirmRequest = z.object({
  payment_source: PaymentSource,
  application_context: Experience.optional(),
});

export const RefundRequest = z.object({
  amount: Money.optional(),
  invoice_id: z.string().max(127).optional(),
  custom_id: z.string().max(255).optional(),
  note_to_payer: z.string().max(255).optional(),
});

export const AuthorizationCaptureRequest = z.object({
  amount: Money.optional(),
  invoice_id: z.string().max(127).optional(),
  final_capture: z.boolean().optional(),
  note_to_payer: z.string().max(255).optional(),
});

export const ReauthorizeRequest = z.object({ amount: Money.optional() });

type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly flaws: Flaw[] };

/** Reads a body by its form; flaws are named as PayPal names them, with a JSON pointer. */
export const readForm = <Value>(form: z.ZodType<Value>, input: unknown): Read<Value> => {
  if (input === undefined)
    return { ok: false, flaws: [{ issue: 'MALFORMED_REQUEST_JSON', location: 'body' }] };
  const read = form.safeParse(input);
  if (read.success) return { ok: true, value: read.data };
  return { ok: false, flaws: read.error.issues.map((issue) => flawOf(issue, input)) };
};

const flawOf = (issue: z.core.$ZodIssue, input: unknown): Flaw => {
  const found = issue.path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    input,
  );
  const value = typeof found === 'string' || typeof found === 'number' ? { value: String(found) } : {};
  return { issue: nameOf(issue, found), field: `/${issue.path.join('/')}`, location: 'body', ...value };
};

const nameOf = (issue: z.core.$ZodIssue, found: unknown): Issue => {
  if (found === undefined) return 'MISSING_REQUIRED_PARAMETER';
  if (issue.code === 'invalid_value') return 'INVALID_PARAMETER_VALUE';
  if (issue.code === 'too_big')
    return issue.origin === 'array' ? 'INVALID_ARRAY_MAX_ITEMS' : 'INVALID_STRING_LENGTH';
  if (issue.code === 'too_small')
    return issue.origin === 'array' ? 'INVALID_ARRAY_MIN_ITEMS' : 'INVALID_STRING_LENGTH';
  return 'INVALID_PARAMETER_SYNTAX';
};
