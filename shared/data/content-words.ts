/**
 * Subjects that US and Canadian carriers bar or restrict, whoever agreed to get the text: sex,
 * hate, alcohol, firearms, tobacco (SHAFT), cannabis and unapproved drugs; with the lists of the
 * neighbouring files one table, read by content.ts. Written by phrases that promote or sell: a
 * word alone is mostly a street, a colour or a bar stool.
 *
 * Sources: CTIA Messaging Principles and Best Practices (2023) 5.3.1 for what to prevent; the
 * subjects by name are carrier and aggregator language (Twilio, Forbidden message categories for
 * SMS and MMS in the US and Canada, support article 360045004974, read; Telnyx decline codes 701 to
 * 709, at one remove). The phrases themselves were chosen for this table. Date: 2026-11-22.
 * Confidence: V the subject was read in its source; Q at one remove; M the phrase alone, no source.
 */
import type { ContentList, ContentLists, PhraseRow } from '../content/lists.ts';
import { DECEPTION_LISTS } from './content-deception.ts';
import { FINANCE_LISTS } from './content-finance.ts';
import { WORDING_LISTS } from './content-wording.ts';
import { PUBLIC_SHORTENERS } from './shorteners.ts';

const FORBIDDEN =
  'Twilio, Forbidden message categories (US and Canada); CTIA Messaging Principles (2023) 5.3.1';

const row = (phrases: string): PhraseRow => ({ phrases, citation: FORBIDDEN, confidence: 'V' });

const SEX: ContentList = {
  kind: 'prohibited',
  category: 'sex',
  advice: 'Carriers block adult content for every sender. Take these words out.',
  rows: [
    row(`
      porn | porno | pornhub | pornstar(s) | onlyfans | milf(s) | blowjob(s) |
      xxx pic(s)/video(s)/movie(s)/content/site/chat | nude(s) pic(s)/photo(s)/video(s)/selfie(s) |
      send/trade/free/sexy nudes | naked girl(s)/women/pic(s)/photo(s)/selfie(s) |
      sex chat/cam/video(s)/tape/show/toy(s)/tonight/now | casual/free/live/hot/phone sex |
      have/want/wanna sex | hot/sexy/horny/lonely [local] singles/girls/women/milfs/moms/housewives |
      meet [hot/sexy/local/lonely] [local] singles | text/reply/dm/message [me/back] for nudes |
      singles in your area | escort service(s)/agency/girl(s) | escorts available/near/in |
      erotic/sensual massage(s) | happy ending massage(s) | adult entertainment/entertainers |
      adult toy(s)/video(s)/dating/movies/store/shop | webcam/cam girl(s) | strip club(s) |
      gentlemens club(s) | lap dance(s) | topless bar/dancer(s)/girl(s) | wet tshirt contest |
      hookup(s)/hook_up(s) tonight/site/app | sugar daddy/daddies | horny`),
  ],
  innocent: `
    food/house/property/home/real_estate porn | horny toad(s)/goat | ford escort |
    police/funeral/security/elevator/airport/campus escort service(s) | sugar daddy candy`,
};

const HATE: ContentList = {
  kind: 'prohibited',
  category: 'hate',
  advice: 'Carriers block hateful content for every sender. Do not send this text.',
  rows: [
    row(`
      white power | white pride | race war | master race | heil hitler | sieg heil |
      join the klan | gas the jews | go back to your [own] country | whites only |
      kill [all] [the] jews/muslims/blacks/whites/gays/immigrants/mexicans/christians/asians |
      death to [all] jews/muslims/blacks/whites/gays/immigrants/mexicans/christians |
      no blacks/jews/muslims/mexicans/gays/immigrants/asians/arabs allowed/wanted/welcome |
      keep [the] blacks/jews/muslims/mexicans/immigrants/asians/arabs out |
      blacks/jews/muslims/gays/immigrants/mexicans/asians/arabs are inferior/vermin/animals/scum |
      deport all muslims/mexicans/immigrants/jews | subhuman scum | you people are vermin |
      nigger(s) | faggot(s) | kike(s) | wetback(s) | towelhead(s)`),
  ],
  innocent: 'whites only load(s)/cycle/wash',
};

const DRINK =
  'beer(s)/wine(s)/liquor/vodka/whiskey/whisky/bourbon/tequila/rum/gin/champagne/booze/alcohol/pinot/merlot/chardonnay/prosecco/scotch/mezcal/cognac/ipa(s)/lager(s)/white_claw/hennessy';
const POURED = 'drink(s)/cocktail(s)/margarita(s)/mimosa(s)/shot(s)/pint(s)/pitcher(s)/draft(s)';

const ALCOHOL: ContentList = {
  kind: 'prohibited',
  category: 'alcohol',
  advice:
    'Carriers take alcohol promotions only from registered, age-gated programs. Name the event, not the drinks or their price.',
  rows: [
    row(`
      buy/order [your/our/some] ${DRINK} | shop [our/all] ${DRINK} |
      ${DRINK} special(s)/deal(s)/delivery/delivered/sale/discount(s)/promo/giveaway |
      ${DRINK} for/only/from $ # | bottle(s)/case(s)/glass(es) of ${DRINK} ... $ # | ${DRINK} [is/are/now] # % off | ${DRINK} on sale | stock up on ${DRINK} |
      % off [all/any/our/every/select] ${DRINK} | % off [all/any/our/every] ${POURED} |
      $ # [off] [house/domestic/draft/craft/frozen/well/all/local] ${DRINK} |
      $ # [off] [house/well/frozen/craft/all/signature/tequila/vodka/whiskey/jello] ${POURED} |
      half_price/half_off/2_for_1/two_for_one/bogo ${DRINK} |
      half_price/half_off/2_for_1/two_for_one/bogo ${POURED} |
      drink/cocktail/margarita/shot special(s) | happy hour special(s)/price(s)/prices/deal(s)/menu |
      happy hour drink(s)/pricing/from/all_day | bottomless mimosa(s)/margarita(s)/drinks/champagne |
      bottle service | all you can drink | ladies drink free | drink(s) free | open bar ticket(s) |
      wine/beer/whiskey/bourbon club member(s)/membership/shipment |
      join [our/the] wine/beer/whiskey/bourbon club | case(s)/bottle(s) of ${DRINK} for/only/from |
      new bourbon/whiskey/wine/tequila/vodka/beer drop/release/arrivals |
      bourbon/whiskey/whisky/scotch/tequila tasting(s)/flight(s)/night/raffle/allocation(s)/just_in/in_stock |
      cocktail(s)/margarita(s)/martini(s) ... happy hour | happy hour ... cocktail(s)/margarita(s)/martini(s) | get drunk/wasted/hammered |
      liquor store ... % off | liquor/beer/wine store/shop delivery | half_off/half_price every/all ${DRINK}/bottle(s) |
      free shot(s) with/for | discounted/cheap ${POURED}/${DRINK} | hard seltzer(s) on_sale/deal(s)/special(s) | keg(s) for sale`),
  ],
  innocent: `
    flu/vaccine/booster/drone/listing shot(s) | soft/coffee drink(s) |
    liquor license sale | cocktail table(s)/dress(es)/sauce/attire | wine/beer/liquor store/shop sale`,
};

const GUN =
  'gun(s)/firearm(s)/handgun(s)/rifle(s)/pistol(s)/shotgun(s)/revolver(s)/glock(s)/ar15(s)';
const ROUNDS = 'ammo/ammunition/suppressor(s)/silencer(s)';

const FIREARMS: ContentList = {
  kind: 'prohibited',
  category: 'firearms',
  advice: 'Carriers block the sale of weapons for every sender. Take these words out.',
  rows: [
    row(`
      buy/order/shop/sell/trade [your/our/my/a/some] [new/used] ${GUN} |
      buy/order/shop [your/our/some] [bulk/cheap] ${ROUNDS} |
      ${GUN} for_sale/on_sale/in_stock/back_in_stock/deal(s)/special(s)/clearance/sale/raffle |
      ${ROUNDS} for_sale/on_sale/in_stock/back_in_stock/deal(s)/special(s)/clearance/sale |
      ${GUN} starting at $ # | ${GUN} from/only/for $ # | guns and ammo |
      % off [all/any/our/select/every] ${GUN} | ${GUN} [is/are/now] # % off | ${ROUNDS} [is/are/now] # % off |
      ${ROUNDS} back_in/is_back/are_back | % off [all/any/our/select/every/bulk] ${ROUNDS} |
      win/free [a/an] [new/brand_new] ${GUN} | free ammo | new ${GUN} in/just_in/arrivals |
      glock # in_stock/for_sale/on_sale/just | ar 15(s)/15s in_stock/for_sale/on_sale/build/deal(s) |
      gun show | shipment of ${GUN} | trade in your/an/any [old/used] ${GUN} | ${GUN} ... # % off | ${GUN} on clearance | gun/ammo store/shop >> rounds/ammo/sale/deals/$ |  ghost gun(s) | bump stock(s) | assault rifle(s) |
      high capacity magazine(s) | untraceable ${GUN} | no background check ${GUN} |
      ${GUN} ... no background check(s) | no ffl`),
  ],
  innocent: `
    glue/nail/paint/heat/staple/massage/caulk/spray/grease/water/nerf/squirt/radar/tattoo gun(s) |
    gun metal/safe(s)/cabinet(s)/rack(s)/case(s)/room(s)/smoke/barrel/powder/ban/law(s)/control/lake |
    glock street/st/road/rd/avenue/ave/lane/ln/drive/dr/court/ct | shotgun house(s)/home(s) |
    top gun | bubble guns | gun show arms`,
};

const SMOKE =
  'cigarettes/cigar(s)/vape(s)/vapes/tobacco/nicotine/ecig(s)/ecigarettes/juul(s)/zyn/hookah(s)';

const TOBACCO: ContentList = {
  kind: 'prohibited',
  category: 'tobacco',
  advice: 'Carriers block tobacco and vape sales. Take these words out.',
  rows: [
    row(`
      buy/order/shop [your/our/some/a] [new/premium/disposable/cheap] ${SMOKE} |
      ${SMOKE} for_sale/on_sale/in_stock/deal(s)/special(s)/delivery/sale/clearance/giveaway/specials |
      ${SMOKE} from/only/for $ # | % off [all/any/our/select/every] [disposable/premium] ${SMOKE} |
      $ # [off] [disposable/all] ${SMOKE} | free ${SMOKE} with |
      vape juice/pen(s)/kit(s)/cartridge(s)/flavors/flavor(s)/pods | disposable vape(s) |
      vape/smoke shop >> % off | vape/smoke shop [is] now_open/grand_opening | newport/marlboro/camel carton(s) |
      ${SMOKE} ... # % off | juul/vape pods |
      ${SMOKE} [is/are/now] # % off | $ # [off] vape(s)/cigars | vape/smoke shop sale/deal(s)/special(s) |
      nicotine pouches/salts | chewing tobacco deal(s)/can(s) | hookah flavors/night |
      carton(s) of cigarettes/smokes/marlboro(s)/newport(s) | premium cigar(s) | cigar(s) night |
      fresh/new cigars/vapes in/arrived/just`),
  ],
  innocent: 'cigar box(es)/bar/lounge/store/factory | nicotine patch(es)/gum | tobacco barn/road',
};

const WEED = 'weed/cannabis/marijuana/thc/ganja/kush';

const CANNABIS: ContentList = {
  kind: 'prohibited',
  category: 'cannabis',
  advice: 'Cannabis and CBD are barred on every US route, also where a state allows them.',
  rows: [
    row(`
      buy/order/shop/score [our/your/some/the/good/best] [legal/top_shelf] ${WEED}/edibles/cbd/shrooms |
      weed delivery/strains/menu/edibles/gummies/carts/dispensary/specials_today |
      cannabis/marijuana/thc delivery/deal(s)/special(s)/sale/strain(s)/menu/gummies/edible(s)/flower |
      flower drop | bogo/free edibles/joints/prerolls/gummies | ${WEED} ... delivered | buy # get # edibles/prerolls/gummies | % off ... ${WEED}/edibles | mushroom chocolate(s)/bar(s) | top_shelf ${WEED}/bud/flower | ${WEED} $ # | prerolls/pre_rolls # for/$ |
      thc vape(s)/cart(s)/cartridge(s)/oil/seltzer(s)/drink(s)/product(s)/pens |
      cannabis/marijuana for_sale/on_sale/in_stock/product(s)/vapes |
      cbd oil/gummies/gummy/product(s)/vape(s)/cream/tincture(s)/flower/sale/deal(s)/special(s) |
      delta 8/9/10 thc/gummies/vape(s)/cart(s)/flower | delta8/delta9 thc/gummies/vape(s)/cart(s) |
      hemp flower/gummies | infused preroll(s)/pre_rolls | preroll(s)/pre_rolls special(s)/sale |
      dispensary deal(s)/special(s)/menu/sale/discount(s)/rewards |
      cannabis/marijuana/thc dispensary [is] [now] open/opening/near/grand_opening/in/at/on |
      visit/shop/try [our/the/your] [new/local] cannabis/marijuana dispensary | our/visit_our/your dispensary |
      ounce(s)/oz/gram(s)/eighth(s)/pound(s) of ${WEED}/bud/shrooms | edibles delivered/delivery |
      medical marijuana card(s)/evaluation | 420 deal(s)/sale/special(s) | get stoned |
      % off [all/any/our/every/select] ${WEED}/edibles/cbd | $ # [off] eighths/edibles/prerolls |
      magic mushrooms | psilocybin gummies/chocolate(s) | ${WEED} for sale`),
  ],
  innocent: `
    weed killer(s)/control/eater(s)/whacker(s)/barrier/spray/treatment(s)/service(s)/trimmer(s) |
    weed and feed | weed free | weed prevention | preroll/pre_roll ad(s)/video(s)/spot(s)`,
};

const PILL =
  'viagra/cialis/oxycontin/oxycodone/percocet/adderall/xanax/hydrocodone/tramadol/fentanyl/steroids';
const SHOTS = 'ozempic/semaglutide/tirzepatide/kratom/cocaine/heroin/meth/ketamine/lsd';

const DRUGS: ContentList = {
  kind: 'prohibited',
  category: 'drugs',
  advice: 'Carriers block the sale of drugs. Take these words out.',
  rows: [
    row(`
      buy/order/cheap/discount/generic [your/our/some/cheap/generic] ${PILL} |
      buy/order/cheap/discount/generic [your/our/some/cheap] ${SHOTS} |
      ${PILL} for_sale/online/delivered/in_stock/without/from/deal(s)/special(s) |
      ${SHOTS} for_sale/online/delivered/in_stock/without/from/deal(s)/special(s) |
      no prescription needed/required/necessary |
      pills/meds/medication(s)/drugs without [a] prescription | online pharmacy deal(s)/sale/no |
      weight loss pill(s)/shot(s)/injection(s)/gummies | miracle cure/pill/weight |
      lose # pounds/lbs/lb in # | male enhancement | kratom powder/capsules/shop`),
  ],
  innocent: `${PILL} lawsuit(s)/case(s)/claim(s)/settlement(s)`,
};

/** Of the rule pack of November 2026. */
export const CONTENT_LISTS: ContentLists = {
  lists: [
    SEX,
    HATE,
    ALCOHOL,
    FIREARMS,
    TOBACCO,
    CANNABIS,
    DRUGS,
    ...FINANCE_LISTS,
    ...DECEPTION_LISTS,
    ...WORDING_LISTS,
  ],
  shorteners: PUBLIC_SHORTENERS,
};
