/** Round a button that prints; hidden in the markup, since without script it could do nothing. */
export class PrintButton extends HTMLElement {
  connectedCallback(): void {
    this.hidden = false;
    this.addEventListener('click', () => print());
  }
}
