/** Where forms may lead besides ourselves: after a POST the browser holds redirects to form-action too. */
const PAYPAL = ['https://www.paypal.com', 'https://www.sandbox.paypal.com'];

const PERMISSIONS =
  'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), interest-cohort=(), microphone=(), payment=(), publickey-credentials-get=(self), usb=()';

export type HeaderOptions = {
  /** True in open mode: HSTS. */
  readonly https: boolean;
  /** Other origins a form may lead to: the local PayPal in example mode. */
  readonly formTargets?: readonly string[];
};

/** The headers that every answer carries. No inline code is allowed, so no nonce is needed. */
export const securityHeaders = (options: HeaderOptions): Readonly<Record<string, string>> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action ${["'self'", ...PAYPAL, ...(options.formTargets ?? [])].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': PERMISSIONS,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  ...(options.https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
});
