/**
 * What counts as NO to "Do you want us to stop texting you?". Narrower than NO to a question for
 * consent: "no thanks" and "not interested" may as well mean the texts, and what is no clear NO
 * leaves the question open, so that silence ends the texts. Source: 47 CFR 64.1200(a)(12), only an
 * affirmative response keeps them coming. Date: 2025-04-11. Confidence: Q; the words themselves M.
 */
export const STOP_ANSWER_NO: readonly string[] = ['no', 'n', 'nope', 'nah', 'non'];
