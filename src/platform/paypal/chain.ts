import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { type Instant, Temporal } from '../../kernel/time.ts';

/**
 * DigiCert's roots as PayPal's certificates end in them, by SHA-256 fingerprint
 * (https://www.digicert.com/kb/digicert-root-certificates.htm). The certificates themselves come with Node.
 */
const DIGICERT_ROOTS: ReadonlySet<string> = new Set([
  '7D:05:EB:B6:82:33:9F:8C:94:51:EE:09:4E:EB:FE:FA:79:53:A1:14:ED:B2:F4:49:49:45:2F:AB:7D:2F:C1:85',
  '7E:37:CB:8B:4C:47:09:0C:AB:36:55:1B:A6:F4:5D:B8:40:68:0F:BA:16:6A:95:2D:B1:00:71:7F:43:05:3F:C2',
  'CB:3C:CB:B7:60:31:E5:E0:13:8F:8D:D3:9A:23:F9:DE:47:FF:C3:5E:43:C1:14:4C:EA:27:D4:6A:5A:B1:CB:5F',
  '31:AD:66:48:F8:10:41:38:C7:38:F3:9E:A4:32:01:33:39:3E:3A:18:CC:02:29:6E:F9:7C:2A:C9:EF:67:31:D0',
  '55:2F:7B:DC:F1:A7:AF:9E:6C:E6:72:01:7F:4F:12:AB:F7:72:40:C7:8E:76:1A:C2:03:D1:D9:D2:0A:C8:99:88',
  '01:8E:13:F0:77:25:32:CF:80:9B:D1:B1:72:81:86:72:83:FC:48:C6:E1:3B:E9:C6:98:12:85:4A:49:0C:1B:05',
  '37:1A:00:DC:05:33:B3:72:1A:7E:EB:40:E8:41:9E:70:79:9D:2B:0A:0F:2C:1D:80:69:31:65:F7:CE:C4:AD:75',
]);

/** The roots PayPal's own webhook certificates must lead to. */
export const payPalRoots = (): X509Certificate[] =>
  rootCertificates
    .map((pem) => new X509Certificate(pem))
    .filter((certificate) => DIGICERT_ROOTS.has(certificate.fingerprint256));

/** The certificates of a PEM file, the first one first; undefined when one of them cannot be read. */
export const readPem = (pem: string): X509Certificate[] | undefined => {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 || blocks.length > MOST_CERTIFICATES) return undefined;
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    return undefined;
  }
};

const MOST_CERTIFICATES = 8;

export type Trust = {
  readonly roots: readonly X509Certificate[];
  /** Common name the leaf must carry. */
  readonly commonName: string;
  readonly now: Instant;
};

/** Why a chain is not trusted; undefined when the leaf leads to a pinned root and is what it should be. */
export const whyNotTrusted = (chain: readonly X509Certificate[], trust: Trust): string | undefined => {
  const [leaf, ...others] = chain;
  if (!leaf) return 'no certificate';
  if (commonName(leaf) !== trust.commonName) return 'another name';
  if (leaf.ca) return 'a certificate authority signs no message';
  if (leaf.publicKey.asymmetricKeyType !== 'rsa') return 'no RSA key';
  let current = leaf;
  for (let depth = 0; depth <= MOST_CERTIFICATES; depth += 1) {
    if (!isValidAt(current, trust.now)) return 'outside its dates';
    if (depth > 0 && trust.roots.some(({ fingerprint256 }) => fingerprint256 === current.fingerprint256))
      return undefined;
    const issuer = [...trust.roots, ...others].find((one) => isIssuer(one, current));
    if (!issuer) return 'leads to no pinned root';
    current = issuer;
  }
  return 'too long a chain';
};

const isIssuer = (candidate: X509Certificate, certificate: X509Certificate): boolean =>
  candidate.ca &&
  candidate.fingerprint256 !== certificate.fingerprint256 &&
  certificate.checkIssued(candidate) &&
  certificate.verify(candidate.publicKey);

const commonName = (certificate: X509Certificate): string | undefined => {
  const names = certificate.subject.split('\n').filter((line) => line.startsWith('CN='));
  return names.length === 1 ? names[0]?.slice(3) : undefined;
};

const isValidAt = (certificate: X509Certificate, now: Instant): boolean => {
  const at = (date: Date) => Temporal.Instant.fromEpochMilliseconds(date.getTime());
  return (
    Temporal.Instant.compare(at(certificate.validFromDate), now) <= 0 &&
    Temporal.Instant.compare(now, at(certificate.validToDate)) <= 0
  );
};
