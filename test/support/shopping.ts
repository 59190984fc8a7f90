// What a person does in the shop, in a browser: by the words on the page.
import type { Page } from 'playwright-core';
import type { GroupForSale } from './sale.ts';

export type Shopping = {
  /** From the group's page into the cart. */
  takes(group: GroupForSale, price?: RegExp): Promise<void>;
  /** From the cart to the step "Pay", every step done. */
  getsReady(name: string): Promise<void>;
  /** Presses "Pay with PayPal" and waits for PayPal's page. */
  goesToPayPal(): Promise<void>;
  /** Decides on PayPal's page by the words of its button, and comes back. */
  decides(words: string): Promise<void>;
};

export const pressed = (page: Page, name: string | RegExp) =>
  page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();

/** The address that goes with a name. */
export const addressFor = (name: string) => `${name.toLowerCase().replace(/\W+/g, '.')}@mail.example`;

export const shopping = (page: Page, origin: string): Shopping => ({
  takes: async (group, price) => {
    await page.goto(`${origin}/groups/${group.address}`);
    if (price) await page.getByRole('radio', { name: price }).check();
    await pressed(page, 'Add to cart');
    await page.waitForURL(/\/cart/);
  },
  getsReady: async (name) => {
    await pressed(page, /Go on to “About you”/);
    await page.waitForURL(/\/checkout\/you/);
    await page.getByLabel('Name', { exact: true }).fill(name);
    await page.getByLabel('E-mail', { exact: true }).fill(addressFor(name));
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    await pressed(page, /Go on to “Agreement”/);
    await page.waitForURL(/\/checkout\/agreement/);
    await page.getByLabel('Your name, as your signature').fill(name);
    await page.getByRole('checkbox').check();
    await pressed(page, /Go on to “Pay”/);
    await page.waitForURL(/\/checkout\/pay/);
  },
  goesToPayPal: async () => {
    await pressed(page, 'Pay with PayPal');
    await page.waitForURL(/\/checkoutnow/);
  },
  decides: async (words) => {
    await pressed(page, words);
    await page.waitForURL((address) => address.origin === origin);
  },
});
