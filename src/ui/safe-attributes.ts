const ADDRESSES = new Set([
  'href', 'src', 'action', 'formaction', 'poster', 'cite', 'data', 'background', 'ping', 'manifest', 'longdesc',
  'codebase', 'profile', 'xlink:href',
]); // biome-ignore format: a list reads best in rows
const NEVER = /^(?:on.*|style|srcdoc|srcset|imagesrcset)$/;
const NAME = /^[a-z][a-z0-9:-]*$/i;

/** Whether an attribute of this name leads somewhere, so that its scheme is looked at. */
export const isAddressAttribute = (name: string): boolean => ADDRESSES.has(name.toLowerCase());

/** Whether any value can be safe in it: not in code (on*), style, or lists of addresses. */
export const canHoldValue = (name: string): boolean => NAME.test(name) && !NEVER.test(name.toLowerCase());

const SAFE_SCHEME = /^(?:https?:\/\/|mailto:|tel:|sms:|[/?#])/i;
/** What browsers drop before they read a scheme: controls and spaces in front, tabs and line ends anywhere. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question
const DROPPED = /[\u0000-\u0020]/g;
const HAS_SCHEME = /^[^/?#]*:/;

/** The address when its scheme is http(s), mailto, tel, sms or none; else "#". */
export const safeAddress = (address: string): string => {
  if (SAFE_SCHEME.test(address)) return address;
  const read = address.replace(DROPPED, '');
  return SAFE_SCHEME.test(read) || !HAS_SCHEME.test(read) ? address : '#';
};
