/** Name of the cookie that carries a sign-in's secret (with the prefix `__Host-` in the open mode). */
export const SIGN_IN_COOKIE = 'sign-in';
