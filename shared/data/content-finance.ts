/**
 * Money subjects that carriers bar: high-risk loans and investments, debt relief, get-rich-quick,
 * lead selling, gambling. A direct lender or dealer that speaks of its own loan is let pass
 * ("third party" is one that will not service the loan), so no row here is "loan" or "approved".
 *
 * Sources: Twilio, Forbidden message categories for SMS and MMS in the US and Canada (support
 * article 360045004974, read); Telnyx decline codes 701 to 709 (at one remove); CTIA Messaging
 * Principles (2023) 5.3.1. The phrases were chosen for this table. Date: 2026-11-22.
 * Confidence: V the subject was read in its source; M the phrase alone, no source.
 */
import type { ContentList, PhraseRow } from '../content/lists.ts';

const FORBIDDEN =
  'Twilio, Forbidden message categories (US and Canada); CTIA Messaging Principles (2023) 5.3.1';

const row = (phrases: string): PhraseRow => ({ phrases, citation: FORBIDDEN, confidence: 'V' });

const COIN = 'crypto/bitcoin/btc/ethereum/dogecoin/cryptocurrency/altcoins/nfts';

const HIGH_RISK_FINANCE: ContentList = {
  kind: 'prohibited',
  category: 'high-risk-finance',
  advice:
    'Carriers bar payday-style and no-credit-check credit, crypto and stock tips. Speak only of your own loan, with its terms.',
  rows: [
    row(`
      payday/pay_day loan(s)/advance(s)/lender(s)/cash/lending | paydayloan(s) | cash loan(s) |
      no credit check(s) | without a credit check | bad credit loan(s)/ok/okay/no/accepted/approved/welcome/fine |
      short term loan(s) | installment loan(s) | car/auto/vehicle title loan(s) |
      title loan(s) up_to/today/now/approved/fast/same/available/online/for/in/cash |
      instant/quick/same_day/emergency/unsecured/signature/hassle_free loan(s) |
      fast/quick/instant/easy/emergency/same_day cash loan(s)/advance(s)/today/now |
      instant/fast/quick/cash cash_advance(s) | cash advance(s) loan(s)/today/now/up_to/online/app/on_your | bad credit >> no credit |
      instant/guaranteed loan/credit approval/approved | guaranteed approval/loan(s)/financing |
      everyone/everybody is/gets approved | everyones approved | loan(s) for bad credit |
      borrow [up_to] $ # today/now/instantly/in | get [up_to] $ # [cash] [deposited] today/instantly |
      cash/money in your [bank] account today/tomorrow/in/within/by |
      student loan forgiveness/relief/consolidation/forgiven/cancellation`),
    row(`
      buy/trade/mine [some/more] ${COIN} | invest ... in ${COIN} | investing in ${COIN} |
      ${COIN} trading/investment(s)/signals/airdrop/giveaway/presale/profit(s)/investor(s)/mining |
      double/triple your ${COIN}/money/investment/deposit/savings | free ${COIN} |
      stock tip(s)/pick(s) | hot/penny stock(s) | stock ... to_the_moon | forex signal(s)/trading |
      trading signals | binary options | guaranteed return(s)/profit(s)/income | risk free profit(s) |
      risk free investment(s)/return(s) | # % daily/weekly/guaranteed return(s)/profit(s)/roi/interest |
      # % return(s)/profit(s)/roi per/a/every/each day/week/daily/weekly | pre ipo shares`),
  ],
  innocent: `
    in stock pick(s) | stock picks up | no credit check fee | buy ${COIN} mug(s) |
    guaranteed return(s) policy/label(s)/shipping`,
};

const DEBT_RELIEF: ContentList = {
  kind: 'prohibited',
  category: 'debt-relief',
  advice:
    'Carriers bar debt relief, credit repair and third-party collection. Use another channel.',
  rows: [
    row(`
      debt relief/consolidation/forgiveness/reduction/elimination/negotiation |
      debt settlement program/company/offer(s)/service(s)/plan | credit repair |
      reduce/eliminate/erase/wipe/slash/settle/consolidate/cut/lower your [credit] [card] [tax] debt(s) |
      eliminate/erase/wipe_out/settle [all] [of] your [credit] [card] debt(s) |
      fix/repair your [bad] credit | credit card debt relief/help/gone/forgiven |
      remove/delete/erase bad_credit/collections/negative_items/late_payments from |
      tax debt relief/forgiven/forgiveness/help/program | tax debt >> we_settle/settle_for | owe ... irs/back_taxes >> settle/relief/save |
      debt free in # | out of debt fast/in/today/now | pennies on the dollar |
      attempt to collect a debt | your debt has been sold/transferred/assigned/purchased |
      boost your credit score # points`),
  ],
};

const GET_RICH_QUICK: ContentList = {
  kind: 'prohibited',
  category: 'get-rich-quick',
  advice: 'Carriers bar promises of easy income. Describe the job or service with its real terms.',
  rows: [
    row(`
      get rich quick/fast/now/overnight | be your own boss | quit your [day] job | quit your 9 to 5 |
      earn/make [up_to/over/an_extra/extra] $ # ... from home | extra income/cash/money from home |
      earn/make [up_to/over/an_extra/extra/easy] $ # [or_more] a_day/per_day/daily |
      work from home and/to earn/make | work from home opportunity/job(s) earn/make/paying/$ |
      make/earn money/cash fast/online/from_home/easily/while_you_sleep/today | easy money |
      mystery/secret shopper(s) needed/wanted/job(s)/position(s) | hiring mystery/secret shopper(s) | passive income secret(s)/system |
      six figure(s)/income/salary from home | pyramid scheme | become a millionaire |
      financially free in # | no experience needed >> earn/make $ #`),
  ],
};

const LEAD_GENERATION: ContentList = {
  kind: 'prohibited',
  category: 'lead-generation',
  advice:
    'Carriers bar texts that gather or trade leads for others. Speak for one named firm and keep the data there.',
  rows: [
    row(`
      leads for sale | aged leads | exclusive leads for/from/only/at |
      buy/purchase [our/your/fresh/exclusive/hot/qualified/real_estate/mortgage] leads |
      share/sell your info(rmation)/data/number/details/contact with/to ... partners/lenders/buyers |
      compare offers/rates/quotes from [#/multiple/several/top/up_to] [#] lenders/providers/companies |
      matched/match/connect with [up_to] [#] [of/our] [top/multiple/trusted] lenders |
      lenders compete | multiple lenders/insurers/providers will/may/compete/can |
      our network of lenders/insurers/partners/dealers/attorneys/providers/contractors`),
  ],
};

const GAMBLING: ContentList = {
  kind: 'prohibited',
  category: 'gambling',
  advice: 'Carriers bar gambling. Take these words out.',
  rows: [
    row(`
      online/mobile/live/crypto casino(s) | casino bonus(es)/games/chips/credit(s)/spins/jackpot/app |
      free spins | sportsbook(s) | sports betting/bets | place your/a bet(s) | bet now/today/$ |
      betting tip(s)/odds/pick(s)/line(s)/bonus/app | slots/slot bonus/jackpot/tournament |
      online/real_money poker/slots/blackjack/bingo/roulette | real money games |
      lottery/lotto/powerball ticket(s)/jackpot | buy lotto | parlay(s) | no deposit bonus |
      risk_free/free/bonus bet(s) | jackpot winner(s) | wager(s) now/today/free |
      poker tournament ... buy in | spin to win | win [big/cash/real] [money] at/on/playing [our/the] slots/casino/poker/tables/blackjack |
      play [now] at/on/in [the/our] casino/slots | mega jackpot | slots [are] open/tonight/live | gambling site/app`),
  ],
  innocent: 'free spin(s) class(es)/bike | free_spins/spins class | casino night fundraiser',
};

export const FINANCE_LISTS: readonly ContentList[] = [
  HIGH_RISK_FINANCE,
  DEBT_RELIEF,
  GET_RICH_QUICK,
  LEAD_GENERATION,
  GAMBLING,
];
