/**
 * Wordings that are wrong by their place, not by their subject: one way out called the only one
 * (RV-04), STOP replaced (KW-07), advertising where none may stand.
 *
 * Sources: 47 CFR 64.1200(a)(10) (read as a quotation: Q); CTIA Messaging Principles
 * (2023) 5.1.3 and aggregator guidance for KW-07 (S); the phrases were chosen for this table (M).
 * Date: 2026-11-22.
 */
import type { ContentList, PhraseRow } from '../content/lists.ts';
import { STOP_PHRASES, STOP_WORDS } from './stop-words.ts';

const REVOKE =
  'stop/unsubscribe/opt_out/optout/quit/end/cancel/revoke/be_removed/get_removed/get_off/leave';
const TEXTS = 'texts/messages/msgs/alerts/sms/texting/messaging/texts_from/messages_from/reminders';

const revocation = (phrases: string): PhraseRow => ({
  phrases,
  citation: '47 CFR 64.1200(a)(10)',
  confidence: 'Q',
});

const EXCLUSIVE_OPT_OUT: ContentList = {
  kind: 'exclusive-opt-out',
  advice:
    'No sender may name one way as the only one to opt out. Say "Reply STOP to opt out" and nothing about other ways.',
  rows: [
    revocation(`
      only/sole/exclusive way(s)/method(s)/means/option to/for/of ${REVOKE} |
      only/sole/exclusive way(s)/method(s)/means/option to/for/of stopping/unsubscribing/opting_out |
      only way [that] you can ${REVOKE} | only way out/off is | only way to get_out/out of |
      only way [these/our/the] ${TEXTS} [will] stop/end |
      can/may/must/could only ${REVOKE} [from/of/out] [these/our/the] [${TEXTS}] by/via/through/if |
      can/may only be stopped/canceled/cancelled/revoked/ended/removed by/via/through/if |
      can/may only ${REVOKE} ... by/via/through | only if you reply/text/call/email/send/click stop |
      to ${REVOKE} ... you must/have_to/need_to/are_required_to | you must ... to ${REVOKE} ${TEXTS} |
      you must reply/text/send/call/email/write/click ... to opt_out/unsubscribe/be_removed |
      must reply/text/send [with] [the] [word] stop to | must be sent by/via/to ... to opt_out |
      opt_out/unsubscribe/optout/removal/stop request(s) must/only be/by/via/through/accepted |
      opt outs must/only be/by/via/through/accepted | opt outs are only accepted/honored/processed |
      opt_out/unsubscribe/removal/stop request(s) are/will_be only accepted/honored/processed |
      only accept/honor/process/recognize opt_out(s)/stop/unsubscribe/removal/requests ... by/via |
      only accept/honor/recognize the word/keyword | only the word/keyword stop |
      only accepted/valid/recognized opt_out/unsubscribe/optout/way/method/word/keyword |
      no other way(s)/method(s)/means/word(s)/request(s)/keyword(s) ... accepted/honored/works/work |
      no other way(s)/method(s)/means to ${REVOKE} |
      other opt_out/unsubscribe/stop request(s)/method(s)/word(s) ... not ... accepted/honored |
      other words/methods/requests/replies ... not be/stop/work/accepted/honored |
      cannot/cant/can_not opt_out/unsubscribe/stop/be_removed [from] [these/our] [${TEXTS}] by/via |
      stop will not/only work | replying stop is the only | only stop will/works/is |
      ${REVOKE} exclusively/solely/only by/via/through/at | only by replying/texting/calling/emailing stop |
      only stop/end if/when/after/once you | opting_out/unsubscribing is only |
      cannot/cant/can_not/may_not opt_out/unsubscribe except/unless/other_than/without |
      only command/method/word/reply/way we accept/honor/recognize/allow | opt_out/unsubscribe only by/via/through |
      request(s) to opt_out/unsubscribe/be_removed must/can/may/only |
      do_not/dont/cannot/cant/will_not accept/honor/process ... opt_out(s)/opt_outs/unsubscribe by/via/over |
      is the only way ... ${REVOKE} | not honor ... other than`),
    revocation(`
      unica forma/manera/via de/para cancelar/parar/salir/darse_de_baja/dejar |
      solo puede cancelar/darse_de_baja/salir por/respondiendo/llamando/enviando |
      seule facon/maniere de/pour se_desabonner/arreter/vous_desabonner/annuler`),
  ],
  innocent: `
    stop by/in/over/at | end up | leave a/the/your/this/town/work/early/now |
    to end/stop/cancel/leave/quit [the/your/a/this/my/our] lease/appointment/showing/visit/service(s) |
    cancel [the/your/a/this/my/our] appointment/showing/visit/tour/contract/closing/policy/reservation |
    cancel/end/revoke [the/your/a/this/my/our] power/trust/will/agreement/contract/offer/listing/poa |
    stop the foreclosure/car/clock/sale | end the lease/agreement/contract/listing/tenancy`,
};

/** Apart, since whoever can only stop by on Friday is coming for a visit. */
const ONLY_BY_REPLYING: ContentList = {
  ...EXCLUSIVE_OPT_OUT,
  rows: [
    revocation(`
      can/may/could only stop by replying/texting/emailing/sending/writing/clicking/unsubscribing |
      can/may/could only stop by calling # | can/may/could only stop by calling us_at/this`),
  ],
  innocent: '',
};

/** What the reading of replies takes for an opt-out is no made-up word. */
const HONOURED = [...Object.values(STOP_WORDS), ...Object.values(STOP_PHRASES)]
  .flatMap((words) => words.split('|'))
  .map((word) => word.trim().replaceAll("'", '').replaceAll(/[ -]/g, '_'))
  .join('/');
const UNAMBIGUOUS = 'opt_out/optout/unsubscribe/be_removed/get_removed/stop_texts/stop_messages';

export const KEYWORD_CITATION = 'CTIA Messaging Principles and Best Practices (2023) 5.1.3';
const keyword = (phrases: string): PhraseRow => ({
  phrases,
  citation: KEYWORD_CITATION,
  confidence: 'S',
});

const SAY = 'reply/text/send/txt/press/type';
const ITEM =
  'lease/appointment/showing/visit/service(s)/tour/call/booking/order/test/drive/listing/wait/hold';

const REPLACED_STOP: ContentList = {
  kind: 'replaced-stop',
  advice: 'People must be able to leave with STOP. Say "Reply STOP to opt out".',
  rows: [
    keyword(`
      ${SAY}/dial [with/the/us] [number/digit] # to/2/for end/stop/quit |
      ${SAY} [with/us/the] [the/word/number/back/code] [word] * to/2 ${UNAMBIGUOUS} |
      ${SAY} [with/us/the] [word] * to/2 end/stop/quit/cancel/leave
        [receiving/getting/all/these/our/the/your] [these/our/the] ${TEXTS} |
      ${SAY} [with] # to/2 cancel/end/stop/leave [all/these/our/the] ${TEXTS} |
      # to ${UNAMBIGUOUS}/end_texts/end_messages |
      ${UNAMBIGUOUS} ... ${SAY} [with/us/the] [number/word] # |
      to end/stop/quit/leave ... reply/text/send [with/us/the] [number/word] # |
      or # to end/stop/quit/${UNAMBIGUOUS} | for removal/opt_out reply/text/send/press # |
      to ${UNAMBIGUOUS} ... ${SAY} [with/us/the] [the/word] [word] *`),
  ],
  innocent: `
    ${HONOURED} to/2 | ${SAY} [with/us/the/back/only/just] [the/word] [word] ${HONOURED} |
    ${SAY} [with] us/me/back/here/anytime/please/now/help/him/her/them/to/at/via/by/from/our/your/this/any/a |
    us/me/back/here/anytime/please/now/help/him/her/them to | stop by/in/over/at | ${SAY} # # |
    to end/stop/quit/leave [your/the/this/my/a/our] [test] ${ITEM}/membership/chat/auction/sale`,
};

const TWO_STEPS: ContentList = {
  kind: 'replaced-stop',
  advice: 'One STOP must be enough: ask for no second step. Say "Reply STOP to opt out".',
  rows: [
    keyword(`
      ${SAY} stop ... then | stop then/and_then ${SAY}/yes/confirm | stop followed by | stop twice to |
      stop and then * to confirm | stop and confirm with/by/your`),
  ],
};

const advertising = (phrases: string): PhraseRow => ({
  phrases,
  citation: '47 CFR 64.1200(f)(1), (f)(13)',
  confidence: 'Q',
});

const GOODS =
  'inventory/listings/homes/selection/collection/models/arrivals/cars/trucks/menu/services';

const MARKETING: ContentList = {
  kind: 'marketing-words',
  advice: 'These words advertise. Leave them out here, or send the text as marketing.',
  rows: [
    advertising(`
      special/exclusive/limited/great/hot/introductory/holiday/seasonal/trade_in offer(s) | limited time |
      offer(s) ends/expires/valid/good | dont miss out/this/our/these | % off | $ # off |
      save [up_to/an_extra/over] # % | save [up_to/an_extra/over] $ # | save big/more_today |
      sale ends/starts/today/now/event/on_now | on sale |
      big/flash/summer/winter/spring/fall/holiday/clearance/year_end/weekend/annual/huge/blowout sale |
      black_friday/cyber_monday/memorial_day/labor_day/presidents_day/anniversary/tent sale/deal(s) |
      coupon(s) | discount(s) | discounted | promo code(s) | coupon code(s) | promotion(s) | promo(s) |
      use/with/enter code ... at_checkout/to_save/for_#/off | buy/order/shop now/today |
      shop our/the/all/online | buy one get | bogo | free trial(s) | free shipping/gift(s) |
      get/book/schedule/claim/request [a/your/my] free consultation/estimate/quote/valuation/appraisal |
      free home valuation/appraisal | free ... with purchase/every_purchase | free upgrade |
      refer a friend | referral bonus/reward(s)/program | refer ... and_get/and_earn | give ... get $ # |
      act now | act fast | hurry | great/best/hot/amazing/exclusive/todays/incredible deal(s) |
      deal(s) of the day/week/month | lowest/best/unbeatable/low price(s) | price drop(s) |
      earn/get/double/bonus/triple points | redeem [your] [rewards] points | earn rewards |
      upgrade/subscribe/join/enroll now/today | sign up now/today/and_save/and_get | new arrivals |
      just listed | our ... deals/specials | ask about our | come see/check_out our | refinance now/today |
      upgrade to * now/today | this weekend only | check out our/the_latest/these | see/view/browse our [new/latest/full] ${GOODS} |
      starting/prices at/from $ # | as low as | # % financing | 0 % apr/interest/financing |
      cash back | win a/an/$ | enter to win | chance to win | giveaway(s) | sweepstakes |
      vip/preview sale/access/event | while supplies last | last chance | sale/deal/promo ... ends |
      special price(s)/pricing/savings/deal(s) | no obligation | money back guarantee | clearance |
      get/earn a $ # gift_card | bonus gift_card | top dollar for your | thinking of buying/selling |
      ready to buy/sell/upgrade/trade | whats your home worth | trade in your/and_save |
      new/all_new ... just arrived | ${GOODS} [have/has] just arrived | just arrived >> ${GOODS}/suvs |
      take/book/schedule/enjoy/come_for a [free] test drive | test drive the/one/our |
      come in for a free/test_drive/special/quick/great | come in for our/great/big/free/savings/deals`),
    {
      phrases: `
        please/remember_to/dont_forget_to vote for | vote for me/us/our | vote for * for/on/this |
        vote for * * for/on/this | vote yes/no on`,
      citation: 'CTIA Messaging Principles and Best Practices (2023) 5.1.2.2',
      confidence: 'M',
    },
  ],
  innocent: `
    on sale of/date/day/proceeds/contract | no hurry | a great deal of | power of sale |
    discount(s) applied/of/was/is/has/points | with discount(s) | includes/including ... discount(s) |
    discount was | your discount | your ... just arrived | will/members/owners/directors/to vote for | hurry up | coupon bond(s)/rate/book | best price paid | clearance certificate/letter/from |
    last chance hearing | title/security/customs/background/height clearance | promotion(s) to | promo video(s)/shoot/clip(s) | sale campaign(s) |
    court clearance | settlement discount | shop the car/part/foreman`,
};

export const WORDING_LISTS: readonly ContentList[] = [
  EXCLUSIVE_OPT_OUT,
  ONLY_BY_REPLYING,
  REPLACED_STOP,
  TWO_STEPS,
  MARKETING,
];
