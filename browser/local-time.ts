/** Round a <time> in the practice's zone: where the visitor's clock differs, their own time is added. */
export class LocalTime extends HTMLElement {
  connectedCallback(): void {
    const time = this.querySelector('time');
    const moment = time ? new Date(time.dateTime) : undefined;
    const zone = this.dataset['zone'];
    if (!moment || Number.isNaN(moment.getTime()) || this.querySelector('.here')) return;
    const here = words(moment);
    if (here === words(moment, zone)) return;
    const note = document.createElement('span');
    note.className = 'soft here';
    note.textContent = ` (${here} where you are)`;
    this.append(note);
  }
}

const words = (moment: Date, zone?: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, {
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  })
    .format(moment)
    .replace(/\s([AP])M$/, (_, half: string) => ` ${half.toLowerCase()}m`);
