const FORGET_AFTER_MS = 20_000;

/**
 * A form with data-once is sent once: a second press while the first is on its way does nothing.
 * Courtesy only; the server accepts the same press twice without harm.
 */
export const onePressOnly = (root: Document): void => {
  root.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.hasAttribute('data-once')) return;
    if (form.ariaBusy === 'true') {
      event.preventDefault();
      return;
    }
    form.ariaBusy = 'true';
    setTimeout(() => free(form), FORGET_AFTER_MS);
  });
  // Back from the next page shows this one as it was left: free its forms.
  addEventListener('pageshow', () => {
    for (const form of root.forms) free(form);
  });
};

const free = (form: HTMLFormElement): void => form.removeAttribute('aria-busy');
