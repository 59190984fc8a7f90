import type { FastifyPluginAsync } from 'fastify';
import { rosterFor } from './care/enrolment/public.ts';
import { settingsRoutes } from './identity/settings/routes.ts';
import { signInRoutes } from './identity/sign-in/routes.ts';
import { needsOf } from './needs.ts';
import { disputesOf, invoicesOf, openingOf, type Parts, paymentsOf, reconcilingOf } from './parts.ts';
import { careRoutes } from './routes-care.ts';
import { agreementsRoutes } from './shop/agreements/routes.ts';
import { bookkeepingRoutes } from './shop/bookkeeping/routes.ts';
import { cartRoutes } from './shop/cart/routes.ts';
import { openGroupCards } from './shop/catalogue/public.ts';
import { catalogueRoutes } from './shop/catalogue/routes.ts';
import { takeOffered } from './shop/checkout/public.ts';
import { checkoutRoutes } from './shop/checkout/routes.ts';
import { couponRoutes } from './shop/coupons/routes.ts';
import { turnCurrency } from './shop/currency/public.ts';
import { decisionRoutes } from './shop/decisions/routes.ts';
import { deskRoutes } from './shop/desk/routes.ts';
import { deskBreakRoutes } from './shop/desk-breaks/routes.ts';
import { deskCheckRoutes } from './shop/desk-check/routes.ts';
import { deskDisputeRoutes } from './shop/desk-disputes/routes.ts';
import { deskLettersRoutes } from './shop/desk-letters/routes.ts';
import { deskMoneyRoutes } from './shop/desk-money/routes.ts';
import { deskOffersRoutes } from './shop/desk-offers/routes.ts';
import { deskOrdersRoutes } from './shop/desk-orders/routes.ts';
import { deskPeopleRoutes } from './shop/desk-people/routes.ts';
import { deskRefundRoutes } from './shop/desk-refunds/routes.ts';
import { deskStoryRoutes } from './shop/desk-story/routes.ts';
import { downloadRoutes } from './shop/downloads/routes.ts';
import { editingRoutes } from './shop/editing/routes.ts';
import { showsEstimate } from './shop/estimates/public.ts';
import { estimateRoutes } from './shop/estimates/routes.ts';
import { facilitatorsRoutes } from './shop/facilitators/routes.ts';
import { fundRoutes } from './shop/funds/routes.ts';
import { invoiceRoutes } from './shop/invoices/routes.ts';
import { monthsRoutes } from './shop/months/routes.ts';
import { offerRoutes } from './shop/offers/routes.ts';
import { missingToOpen } from './shop/opening/public.ts';
import { openingRoutes } from './shop/opening/routes.ts';
import { orderRoutes } from './shop/orders/routes.ts';
import { packageRoutes } from './shop/packages/routes.ts';
import { startPayment } from './shop/payments/public.ts';
import { paymentRoutes } from './shop/payments/routes.ts';
import { publishingRoutes } from './shop/publishing/routes.ts';
import { refundRuleRoutes } from './shop/refund-rule/routes.ts';
import { taxRoutes } from './shop/tax/routes.ts';
import { transferRoutes } from './shop/transfers/routes.ts';
import { webhookRoutes } from './shop/webhooks/routes.ts';
import { withdrawalRoutes } from './shop/withdrawals/routes.ts';
import { workbookRoutes } from './shop/workbooks/routes.ts';
import { aboutRoutes } from './site/about/routes.ts';
import { benefitsRoutes } from './site/benefits/routes.ts';
import { contactRoutes } from './site/contact/routes.ts';
import { crisisRoutes } from './site/crisis/routes.ts';
import { homeRoutes } from './site/home/routes.ts';
import { legalRoutes } from './site/legal/routes.ts';
import { signpostRoutes } from './site/signposts/routes.ts';
import { themeRoutes } from './site/theme/routes.ts';
import { wordsRoutes } from './site/words/routes.ts';
import { transfersOf } from './transfer-parts.ts';
import { wordPages } from './word-pages.ts';

/** Every address of the site, slice by slice. */
export const routes =
  (parts: Parts): FastifyPluginAsync =>
  async (app) => {
    const { platform } = parts;
    const { db } = platform;
    const payments = paymentsOf(parts);
    await app.register(
      homeRoutes({ db, openGroups: (practiceId, limit) => openGroupCards(db.sql, practiceId, limit) }),
    );
    await app.register(benefitsRoutes);
    await app.register(aboutRoutes(platform));
    await app.register(crisisRoutes);
    await app.register(contactRoutes(platform));
    await app.register(legalRoutes(platform));
    await app.register(themeRoutes);
    await app.register(signpostRoutes(platform));

    await app.register(
      catalogueRoutes({ ...platform, showsEstimate: (practice) => showsEstimate(db.sql, practice) }),
    );
    await app.register(workbookRoutes(platform));
    await app.register(packageRoutes(platform));
    await app.register(cartRoutes(platform));
    await app.register(checkoutRoutes({ ...platform, pay: (wish) => startPayment(payments, wish) }));
    await app.register(paymentRoutes(payments));
    await app.register(webhookRoutes(payments));
    await app.register(orderRoutes(platform));
    await app.register(downloadRoutes(platform));
    await app.register(offerRoutes({ ...platform, take: (...given) => takeOffered(platform, ...given) }));
    await app.register(withdrawalRoutes(platform));
    await app.register(transferRoutes(transfersOf(platform)));
    await app.register(invoiceRoutes(invoicesOf(platform)));
    await app.register(bookkeepingRoutes(platform));

    await app.register(careRoutes(platform));

    await app.register(signInRoutes(platform));
    await app.register(
      deskRoutes({
        db,
        needsOf: needsOf(db),
        missingToOpen: missingToOpen(openingOf(parts)),
        enrolmentsOf: (viewing, groupId) => rosterFor(db, viewing, groupId),
      }),
    );
    await app.register(editingRoutes(platform));
    await app.register(publishingRoutes(platform));
    await app.register(decisionRoutes(platform));
    await app.register(deskOrdersRoutes(platform));
    await app.register(deskPeopleRoutes(platform));
    await app.register(deskOffersRoutes(platform));
    await app.register(deskStoryRoutes(platform));
    await app.register(deskRefundRoutes(payments));
    await app.register(deskDisputeRoutes(disputesOf(parts)));
    await app.register(deskMoneyRoutes(platform));
    await app.register(deskBreakRoutes(reconcilingOf(parts)));
    await app.register(deskLettersRoutes(platform));
    await app.register(deskCheckRoutes(platform));
    await app.register(monthsRoutes(platform));
    await app.register(openingRoutes(openingOf(parts)));
    await app.register(settingsRoutes({ db, turnCurrency }));
    await app.register(refundRuleRoutes(platform));
    await app.register(facilitatorsRoutes(platform));
    await app.register(agreementsRoutes(platform));
    await app.register(wordsRoutes({ db, pageOf: wordPages(db) }));
    await app.register(taxRoutes(platform));
    await app.register(estimateRoutes(platform));
    await app.register(couponRoutes(platform));
    await app.register(fundRoutes(platform));
  };
