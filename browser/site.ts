// Every page works without this file. It touches no Trusted Types sink: no markup is made from text.
import { CartDrawer } from './cart-drawer.ts';
import { ConfirmingPayment } from './confirming-payment.ts';
import { LocalTime } from './local-time.ts';
import { onePressOnly } from './one-press-only.ts';
import { PrintButton } from './print-button.ts';
import { QuickExit } from './quick-exit.ts';

customElements.define('cart-drawer', CartDrawer);
customElements.define('confirming-payment', ConfirmingPayment);
customElements.define('local-time', LocalTime);
customElements.define('print-button', PrintButton);
customElements.define('quick-exit', QuickExit);
onePressOnly(document);
