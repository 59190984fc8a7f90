const PATIENCE_MS = 6000;

/** Round a link to the cart: its page opens as a drawer over this one. When that fails, the link is followed. */
export class CartDrawer extends HTMLElement {
  #opening = false;

  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || isForNewTab(event) || link.pathname === location.pathname) return;
      event.preventDefault();
      void this.#open(link);
    });
  }

  async #open(link: HTMLAnchorElement): Promise<void> {
    if (this.#opening) return;
    this.#opening = true;
    link.setAttribute('aria-busy', 'true');
    try {
      showDrawer(await readMain(link.href));
    } catch {
      location.assign(link.href);
    } finally {
      this.#opening = false;
      link.removeAttribute('aria-busy');
    }
  }
}

const isForNewTab = (event: MouseEvent): boolean =>
  event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;

/** The content of another page's main. XMLHttpRequest parses documents without running or trusting them. */
const readMain = (address: string): Promise<readonly Node[]> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', address);
    request.responseType = 'document';
    request.timeout = PATIENCE_MS;
    request.onload = () => {
      const main = request.status === 200 ? request.responseXML?.querySelector('main') : undefined;
      if (main) resolve([...main.childNodes].map((node) => document.importNode(node, true)));
      else reject(new Error('the cart did not come as a page'));
    };
    request.onerror = () => reject(new Error('the cart could not be reached'));
    request.ontimeout = () => reject(new Error('the cart took too long'));
    request.send();
  });

const showDrawer = (content: readonly Node[]): void => {
  const drawer = document.createElement('dialog');
  drawer.className = 'drawer';
  drawer.setAttribute('aria-label', 'Your cart');
  drawer.append(topRow(drawer), ...content);
  drawer.addEventListener('click', (event) => {
    const onBackdrop = event.target === drawer && event.clientX < drawer.getBoundingClientRect().left;
    const exit = event.target instanceof Element && event.target.closest('[data-exit]');
    if (!onBackdrop && !exit) return;
    event.preventDefault();
    drawer.close();
  });
  // A dialog opened by showModal gives the focus back to the link on its own when it closes.
  drawer.addEventListener('close', () => drawer.remove());
  document.body.append(drawer);
  drawer.showModal();
};

/** The way out stays on screen: on a phone the drawer covers the strip that holds it. */
const topRow = (drawer: HTMLDialogElement): HTMLElement => {
  const row = document.createElement('div');
  row.className = 'row apart';
  const exit = document.querySelector('quick-exit')?.cloneNode(true);
  row.append(...(exit ? [exit] : []), closeButton(drawer));
  return row;
};

const closeButton = (drawer: HTMLDialogElement): HTMLElement => {
  const button = document.createElement('button');
  button.type = 'button';
  // Not the way out, which comes first: Enter by habit must not leave the site.
  button.autofocus = true;
  button.className = 'btn quiet sm';
  button.textContent = 'Close';
  button.addEventListener('click', () => drawer.close());
  return button;
};
