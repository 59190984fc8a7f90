/** Round "Leave this site": empties the screen at once and takes this page's place in the history. */
export class QuickExit extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link) return;
      event.preventDefault();
      document.title = '';
      document.body.hidden = true;
      try {
        sessionStorage.clear();
        localStorage.clear();
      } catch {
        // Storage may be forbidden by the browser; leaving matters more.
      }
      location.replace(link.href);
    });
  }
}
