import { query } from './kernel/query.ts';

/** Addresses of applying, waiting, and chairs that are offered. */
export const askingUrls = {
  /** Asking for the private link behind which somebody applies. */
  groupApplication: (address: string) => `/groups/${address}/application`,
  groupApplicationSent: (address: string) => `/groups/${address}/application/sent`,
  /** Asking to be put on the waiting list. */
  groupWaiting: (address: string) => `/groups/${address}/waiting`,
  groupWaitingSent: (address: string) => `/groups/${address}/waiting/sent`,
  /** An applicant's own page, behind its secret. */
  application: (secret: string) => `/applications/${secret}`,
  applicationWithdrawal: (secret: string) => `/applications/${secret}/withdrawal`,
  /** Saying with whom one must not sit. */
  applicationApart: (secret: string) => `/applications/${secret}/apart`,
  /** The own page of somebody on a waiting list, behind its secret. */
  waiting: (secret: string) => `/waiting/${secret}`,
  waitingDeparture: (secret: string) => `/waiting/${secret}/departure`,
  waitingApart: (secret: string) => `/waiting/${secret}/apart`,
  /** Inviting somebody to come only together. */
  waitingPartner: (secret: string) => `/waiting/${secret}/partner`,
  waitingParting: (secret: string) => `/waiting/${secret}/partner/parting`,
  /** An invitation to come only together, behind its secret. */
  together: (secret: string) => `/together/${secret}`,
  togetherRefusal: (secret: string) => `/together/${secret}/refusal`,
  deskApplications: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/applications${query(filters)}`,
  deskApplicationsCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/applications.csv${query(filters)}`,
  deskApplication: (id: string) => `/desk/applications/${id}`,
  deskApplicationNote: (id: string) => `/desk/applications/${id}/note`,
  deskApplicationDecision: (id: string) => `/desk/applications/${id}/decision`,
  /** What is asked of somebody who applies, for one group or for all. */
  deskQuestions: (of: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/applications/questions${query(of)}`,
  /** The practice's own words for its letters. */
  deskLetterWords: () => '/desk/applications/letters',
  deskWaiting: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/waiting${query(filters)}`,
  deskWaitingCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/waiting.csv${query(filters)}`,
  /** The waiting list of one group. */
  deskWaitingGroup: (id: string) => `/desk/waiting/${id}`,
  deskWaitingPause: (id: string) => `/desk/waiting/${id}/pause`,
  /** Who is kept apart, for the group's facilitators. */
  deskApart: (id: string) => `/desk/waiting/${id}/apart`,
  deskApartRule: (id: string) => `/desk/waiting/apart/${id}`,
  /** Somebody on a waiting list. */
  deskEntry: (id: string) => `/desk/waiting/people/${id}`,
  deskEntryPriority: (id: string) => `/desk/waiting/people/${id}/priority`,
  deskEntryPause: (id: string) => `/desk/waiting/people/${id}/pause`,
  deskEntryParting: (id: string) => `/desk/waiting/people/${id}/parting`,
  deskEntryRemoval: (id: string) => `/desk/waiting/people/${id}/removal`,
  /** Reading PayPal's report now. */
  deskOffers: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/waiting/offers${query(filters)}`,
  deskOffersCsv: (filters: Readonly<Record<string, string | undefined>> = {}) =>
    `/desk/waiting/offers.csv${query(filters)}`,
  deskOffer: (id: string) => `/desk/waiting/offers/${id}`,
  deskOfferTime: (id: string) => `/desk/waiting/offers/${id}/time`,
  deskOfferWithdrawal: (id: string) => `/desk/waiting/offers/${id}/withdrawal`,
  deskOfferSettled: (id: string) => `/desk/waiting/offers/${id}/settled`,
  /** Chairs of one group that are offered, kept for those who wait, or open to everybody. */
  deskGroupOffers: (id: string) => `/desk/groups/${id}/offers`,
  deskGroupOpened: (id: string) => `/desk/groups/${id}/opened`,
  deskGroupOfferHours: (id: string) => `/desk/groups/${id}/offer-hours`,
} as const;
