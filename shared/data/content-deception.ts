/**
 * Patterns of fraud by text: false prizes, false deliveries, false banks and offices, advance fees,
 * changed wire instructions, pressure with a link. Written so that a law firm may speak of an IRS
 * notice, an agent of a won bid and a leasing office of a parcel that waits.
 *
 * Sources: CTIA Messaging Principles and Best Practices (2023) 5.3.1 (deceptive content) and 5.3.2
 * (phishing); the frauds themselves as the FTC's consumer alerts describe them. The phrases were
 * chosen for this table. Date: 2026-11-22. Confidence: Q for the rule, M for each phrase.
 */
import type { ContentList, PhraseRow } from '../content/lists.ts';

const CTIA = 'CTIA Messaging Principles and Best Practices (2023) 5.3.1';

const row = (phrases: string): PhraseRow => ({ phrases, citation: CTIA, confidence: 'M' });
const withLink = (phrases: string): PhraseRow => ({ ...row(phrases), withLink: true });

const PRIZE =
  'prize(s)/gift_card(s)/giftcard(s)/iphone/ipad/cruise/vacation/lottery/jackpot/sweepstakes/winnings';
const PARCEL = 'package/parcel/shipment/delivery';
const CARRIER = 'usps/fedex/ups/dhl';
const CLOSED =
  'suspended/locked/limited/restricted/disabled/frozen/deactivated/blocked/compromised';
const VERIFY = 'verify/confirm/update/unlock/restore/reactivate/click/login/log_in/validate';
const SHOP = 'amazon/netflix/paypal/venmo/zelle/apple/icloud/microsoft/costco/walmart';

const FALSE_PRIZES = row(`
  you/youve [have] [just/been] won [a/an/our/the] ... ${PRIZE} | you/youve [have] [just] won $ # |
  claim your/the/ur/my [free] ... ${PRIZE} | claim ur free | been selected/chosen/picked >> ${PRIZE} | been selected/chosen/picked for/to_receive/to_get ... $ # |
  unclaimed prize(s)/reward(s)/winnings/package |
  been selected/chosen/picked ... win/winner/prize/reward/gift/receive/giveaway |
  lucky winner(s) | you are/were our/a [#] [lucky/grand_prize/big/daily/weekly] winner |
  you/youre [are/were] [a/our/the] winner of ... ${PRIZE} | congratulations ... winner | congrats ... youve_won/you_won ... ${PRIZE} |
  free iphone/macbook/ps5/xbox/cruise/rolex | final notice to claim | your prize is waiting/ready |
  won the [uk/us/state/national/mega] lottery | redeem your ${PRIZE} now/today/before`);

const FALSE_DELIVERIES: readonly PhraseRow[] = [
  row(`
    ${PARCEL} >> update/confirm/verify your [shipping/delivery/home/mailing] address |
    ${PARCEL} >> pay/paying ... customs/redelivery/shipping/delivery/import fee |
    pay ... customs/redelivery fee | redelivery fee | ${PARCEL} >> unpaid customs/duty |
    ${CARRIER} ... ${PARCEL} >> pay/verify/confirm/update`),
  withLink(`
    ${CARRIER} >> held/hold/undeliverable/failed/suspended/incomplete/unpaid/missed/pending/waiting |
    ${PARCEL} [has/is] [been] held/on_hold/undeliverable/stuck ... customs/warehouse/depot/address |
    ${PARCEL} [could/can] [not] be_delivered >> address/link/click/here |
    incomplete/wrong/invalid [delivery/shipping] address | delivery attempt failed`),
];

const FALSE_BANKS: readonly PhraseRow[] = [
  row(`
    account [has] [been/is/was/will_be] [temporarily/permanently] ${CLOSED} >> ${VERIFY} |
    account [has] [been/is/was] [temporarily/permanently] on_hold >> ${VERIFY} |
    debit/credit/bank/atm card [has] [been/is/was] [temporarily] ${CLOSED} |
    unusual/suspicious/unauthorized activity/login/sign_in/transaction/charge >> verify/confirm/click |
    or your [bank] account will be closed/suspended/locked/terminated/deleted/frozen |
    verify/confirm/send/provide/reply_with your ssn/social_security/password/pin/card_number/cvv |
    verify/confirm/provide your [bank/banking] account number/password/details/pin |
    verify/confirm your account/identity now/immediately/today/or/to_avoid/to_restore/to_unlock |
    send/give/text [us/me] your ssn/social_security_number/password/pin/bank_details/card_number |
    reply with your ssn/social_security_number/password/pin/bank_details/card_number/code |
    ${SHOP} [id] account/order/subscription/membership/prime >> ${CLOSED}/on_hold/expired/declined |
    ${SHOP} [id] [has/is/was] [been] ${CLOSED}/on_hold |
    ${SHOP} >> account/id/payment ${CLOSED}/on_hold/expired/declined/failed |
    bank alert >> ${VERIFY}`),
];

const FALSE_OFFICES: readonly PhraseRow[] = [
  row(`
    this is [the] [officer/agent] [from/with] [the] irs/fbi/dea/ssa/cia | this is social security |
    irs [has] ... lawsuit against you | irs ... arrest | warrant ... arrest >> irs/pay/gift_cards |
    irs agents/officers will | warrant has been issued in/under your name | from the irs >> pay/owe/arrest |
    social_security_number/ssn [has] [been] suspended/compromised/cancelled/frozen/blocked |
    irs/tax refund [is] [ready/pending/waiting/approved/available] >> claim/click |
    irs refund of $ # | claim your [irs/tax/stimulus/covid] refund/stimulus/relief |
    stimulus check/payment(s) >> claim/apply/eligible/qualify/click |
    government/federal grant(s) approved/award/of/available/money | you qualify for a federal grant |
    police/sheriff/fbi ... will arrest you | your medicare card >> expired/verify/confirm`),
  withLink(`
    unpaid toll(s) | toll(s) balance/invoice/violation/charge(s)/fee(s) >> avoid/late/overdue/pay |
    toll(s) ... unpaid/outstanding/overdue/due | dmv >> final_notice/suspended/suspension/unpaid |
    unpaid traffic/parking ticket(s)/fine(s) >> avoid/pay/suspend`),
];

const PRESSURE = withLink(`
  act immediately | act now or/to_avoid/before | immediate action [is] required/needed |
  action required immediately/within/or | urgent action required/needed | urgent >> click/verify |
  respond/reply/act/click/pay within # minutes/hours/hrs/min or/to_avoid/before |
  click [on] [here/the/this/below] [link/below] now/immediately/asap/or/before/to_avoid |
  last chance to avoid/claim | final/last warning | within # minutes/hours/hrs or you/your/lose |
  failure to respond/act/pay/comply/verify will/may/could result | link expires in # minutes/min |
  your [last/final] chance to avoid`);

const TRUST_ME = row(`
  this is not a scam/spam/hoax/joke/phishing | this is not spam/scam | this isnt a scam/spam/hoax/joke | not a scam |
  # % legit/legitimate/real/not_a_scam | totally/completely legit | no scam(s) | this is legit |
  scam free guarantee`);

const ADVANCE_FEES = row(`
  fee to release/unlock/receive/claim/collect ... funds/prize/winnings/money/grant/inheritance/loan |
  processing/transfer/release/clearance/activation fee >> release/unlock ... funds/loan/grant/money |
  nigerian prince | $ # million ... inheritance/compensation/transfer/funds |
  million dollars/usd ... inheritance/compensation/your_name/transfer | inheritance fund of/worth |
  unclaimed inheritance/estate >> fee/million/percent/share | next of kin >> million |
  pay [us/me] [the/your] [balance/fee/bill] with/in/using/via/by [amazon/apple/google/target] gift_card(s) |
  buy ... gift_card(s) and/then ... send/scratch/text |
  send/wire [me/us] [the] [money/funds/cash/$] [#] via/by/through western_union/moneygram/bitcoin |
  scratch the back | gift card code(s)/numbers to me/us`);

const IMPERSONATION = row(`
  our/the [new] wire/wiring/bank [wire] instructions/details have_changed/have_been_changed/have_been_updated |
  our [new] payment/closing/bank/wire instructions/details/account have/has/was changed |
  use our/the/these/this new/updated wire/wiring/bank instructions/details/account |
  mom/dad >> my new number | lost my phone >> send/money/gift_card(s) |
  your computer/device/phone/iphone/icloud [has/is] [been] infected/hacked/compromised |
  virus(es) detected | computer/device/phone/pc has a virus | unlock/release your inheritance/winnings/prize | kindly send/wire/buy/click | microsoft/apple/windows support team/desk >> call |
  dear beneficiary/winner/account_holder/valued_winner`);

export const DECEPTION_LISTS: readonly ContentList[] = [
  {
    kind: 'prohibited',
    category: 'deceptive',
    advice:
      'This reads like a fraud. Say plainly who writes, what about and where to call; ask for no secret, fee or quick click.',
    rows: [
      FALSE_PRIZES,
      ...FALSE_DELIVERIES,
      ...FALSE_BANKS,
      ...FALSE_OFFICES,
      PRESSURE,
      TRUST_ME,
      ADVANCE_FEES,
      IMPERSONATION,
    ],
    innocent: `
      cruise control/ship_terminal | never ... wire/wiring instructions | never ask ... * |
      never [call/text/email] [or] [call/text/email] ... your ssn/password/pin/social_security |
      free cruise night | scam/fraud alert/warning/awareness/prevention | avoid ... scam(s) |
      watch_out_for/beware_of ... scam(s)`,
  },
];
