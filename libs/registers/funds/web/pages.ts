import type { WebPage } from '@ledger/ui/register/web-page';
import { paymentTexts } from './payments/texts';
import { planTexts } from './plan/texts';

/** The pages of the fund ledger made by hand. */
export const pages: readonly WebPage[] = [
  { path: 'payments', title: paymentTexts.title, menu: 1, load: () => import('./payments/payments-page').then(({ PaymentsPage }) => PaymentsPage) },
  { path: 'payments/new', title: paymentTexts.newTitle, menu: 2, roles: ['officer', 'program', 'finance'], load: () => import('./payments/new-payment-page').then(({ NewPaymentPage }) => NewPaymentPage) },
  { path: 'payments/$line/$payment', title: paymentTexts.title, load: () => import('./payments/payment-page').then(({ PaymentPage }) => PaymentPage) },
  { path: 'plan', title: planTexts.title, menu: 3, load: () => import('./plan/plan-page').then(({ PlanPage }) => PlanPage) },
];
