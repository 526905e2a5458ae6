/**
 * Link shorteners that anybody may use: carriers block them, as nobody can see whose link it is. A
 * firm's own short domain, also one that runs on such a service, is none of these (CT-15).
 *
 * Sources: AT&T Code of Conduct (2021), T-Mobile Code of Conduct 4.7, CTIA Messaging Principles
 * (2023) 5.3.2 for the rule (Q); the hosts from what SMS providers publish as blocked (upCCell,
 * Prohibit Using Shared Public URL Shorteners, read: V) and from the services' own sites (M).
 * Date: 2026-11-22. A host stands for its subdomains too.
 */
const READ_AS_BLOCKED = `
  9qr.de alturl.com app.link bc.vc bit.do bit.ly bitly.com bitly.ws budurl.com clicky.me cutt.ly
  is.gd linki.la lnkd.in minm.xyz ow.ly rb.gy rebrand.ly s2r.co shrtco.de soo.gd t.ly tiny.cc
  tinyurl.com`;

const KNOWN = `
  adf.ly bl.ink buff.ly chilp.it clck.ru cli.gs cutt.us dub.sh gg.gg goo.gl han.gl hyp.ly
  j.mp kutt.it mcaf.ee n9.cl ouo.io page.link po.st q.gs qr.ae qrco.de s.coop s.id surl.li
  short.cm short.gy short.io shorte.st shorturl.at shorturl.com smarturl.it snip.ly su.pr sur.ly
  t.co t2m.io tiny.one tny.im tr.im trib.al u.nu u.to urlz.fr urlzs.com v.gd v.ht vurl.com w.wiki x.co
  zpr.io`;

/** Hosts in small letters, without a trailing dot. */
export const PUBLIC_SHORTENERS: ReadonlySet<string> = new Set(
  `${READ_AS_BLOCKED} ${KNOWN}`.split(/\s+/).filter((host) => host !== ''),
);
