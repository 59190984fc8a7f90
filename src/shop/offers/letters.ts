import { writeZone } from '../../kernel/formats.ts';
import { composeLetter, type Letter, type LetterPart, type LetterSender } from '../../ui/letter.ts';
import { momentWords } from '../../ui/local-time.ts';
import type { EndedBecause, Offer } from './offer.ts';

/** What these letters may know of the practice. */
export type OfferSender = LetterSender & { readonly locale: string; readonly zone: string };

/** An offer with the address of its own page; a letter says when, never which group. */
export type OfferInLetter = Pick<
  Offer,
  'person' | 'until' | 'pairRule' | 'source' | 'stays' | 'endedWords'
> & {
  readonly address: string;
};

/** "Thursday, October 8, 3:00 pm (Pacific Time)" */
export const untilWords = ({ until }: Pick<Offer, 'until'>, { zone, locale }: OfferSender): string =>
  `${momentWords(until, zone, locale)} (${writeZone(zone, locale)})`;

const hello = ({ person }: OfferInLetter): LetterPart => ({ words: `Hello ${person.name},` });

const page = ({ address }: OfferInLetter): LetterPart => ({ link: address, words: 'Your page' });

/** "Something is kept for you": to the one person it is kept for. */
export const madeLetter = (sender: OfferSender, offer: OfferInLetter): Letter =>
  composeLetter(sender, `${sender.neutralName}: something is kept for you`, [
    hello(offer),
    {
      words: `We have kept something for you until ${untilWords(offer, sender)}. This letter does not say what; the page behind the link does.`,
    },
    page(offer),
    ...(offer.pairRule === 'together'
      ? [
          {
            words:
              'It belongs together with what we have kept for the person you come with. If one of the two is not taken, the other ends as well.',
          },
        ]
      : []),
    {
      words:
        'You are free to say no: the page has a button for it. If you do nothing, it ends by itself at that time, and nothing is paid.',
    },
    { words: 'Keep this link to yourself: whoever has it can see your name and what is kept for you.' },
  ]);

/** The day before it ends, once. */
export const reminderLetter = (sender: OfferSender, offer: OfferInLetter): Letter =>
  composeLetter(sender, `${sender.neutralName}: still kept for you`, [
    hello(offer),
    { words: `What we have kept for you is yours to take until ${untilWords(offer, sender)}.` },
    page(offer),
    {
      words:
        'This is the only reminder. If it is not for you, you do not need to do anything, or you can say no on the page: then somebody else hears of it sooner.',
    },
  ]);

export const extendedLetter = (sender: OfferSender, offer: OfferInLetter): Letter =>
  composeLetter(sender, `${sender.neutralName}: you have more time`, [
    hello(offer),
    { words: `What we have kept for you is kept longer now: until ${untilWords(offer, sender)}.` },
    page(offer),
  ]);

const onTheList = ({ source, stays }: OfferInLetter): string => {
  if (source !== 'waiting-list') return '';
  return stays ? ' You stay on the list, as you wished.' : ' You are not on the list any more.';
};

/** The words of each end; nothing where the person has a seat by another way and knows it. */
const ENDED: {
  [Because in Exclude<EndedBecause, 'paid' | 'seated'>]: (offer: OfferInLetter) => readonly string[];
} = {
  declined: (offer) => [
    `We have your “No, thank you”. What was kept for you goes to somebody else.${onTheList(offer)}`,
    'If it was not you who said no, please answer this letter soon.',
  ],
  time: () => [
    'The time for which we had kept something for you is over, and it goes to somebody else. Nothing was charged.',
    'That is quite all right. If you still want it, answer this letter and we look for a way together.',
  ],
  'by-hand': () => [
    'We had kept something for you, and we have to take it back. We are sorry. Nothing was charged.',
  ],
  pair: () => [
    'We had kept something for two people together. One of the two could not be taken, so the other has ended as well. Nothing was charged.',
    'If you would like to come alone, answer this letter and we look for a way together.',
  ],
  'group-closed': () => [
    'What we had kept for you does not take place as we had planned. We are sorry. Nothing was charged.',
    'Answer this letter if you would like us to look for something else with you.',
  ],
};

const LIST_SOURCES: readonly Offer['source'][] = ['waiting-list', 'application'];

/** The letter that says it has ended; undefined where there is nothing to say. */
export const endedLetter = (
  sender: OfferSender,
  offer: OfferInLetter,
  because: EndedBecause,
): Letter | undefined => {
  if (because === 'paid' || because === 'seated') return undefined;
  // Whoever comes by a list hears from the list, which alone knows whether they are still on it.
  if (because === 'time' && LIST_SOURCES.includes(offer.source)) return undefined;
  return composeLetter(sender, `${sender.neutralName}: about what we had kept for you`, [
    hello(offer),
    ...ENDED[because](offer).map((words) => ({ words })),
    ...(offer.endedWords ? [{ words: offer.endedWords }] : []),
  ]);
};

/** To the practice: of two that belong together one was paid and the other has ended. Ids, no names. */
export const brokenPairLetter = (sender: OfferSender, desk: string): Letter =>
  composeLetter(sender, `${sender.neutralName}: two that belong together`, [
    {
      words:
        'Two chairs were offered together. One is paid, and the offer of the other has ended. Somebody may want to talk with the person who paid.',
    },
    { link: desk, words: 'Look at it at the desk' },
  ]);
