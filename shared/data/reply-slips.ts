/**
 * Slips of the finger. Source: none; written by us. Date: 2026-11-22. Confidence: M.
 */

/** Words in which one slip of the finger is read as the word: a STOP may not hang on it. */
export const SLIPPED = `
  stop quit unsubscribe unsub cancel remove optout texting text texts message messages sending
  messaging arret arretez arreter desabonner desabonnez basta baja parar paren alto mensajes quiten
  quitenme borren manden mande texto textos messages enlevez retirez supprimez unsuscribe numero
  equivocado number wrong desinscription desabonnement desuscribir desinscribir cancelar annuler`;

/** Words of their own that are one slip away from those. Source, date: as above. */
export const NOT_SLIPS = `
  shop step spot top stoop atop sop stops stomp strop stow stock slop swop stow store stone stove
  sto stp quiet suit quip quite quilt quint quid duit cancer cancels remote removal test tests tent
  next tex tests nest vest rest best west zest teat taxi tests tect testing resting tempting
  sending seeding bending lending mending fending vending send spending ending tending wending
  massage massages passage passages mess testo resto gusto justo textil basta bata vasta pasta basta
  casta hasta rasta basra baja bajas caja faja paja raja maja bala bata bana baka bajo baje bajan vaja
  pasar para par pagar pasar padar tarar parara paran paran parte parten pareo parece parede altos
  alta alte alco auto aldo salto palto malto arte arreter arret arrete forret carret barret jarret
  garret quieren quieten quites quiete quitan borran barren corren torren borden tanden panden
  mandan mando mandes manden manda mundo mande texto testo sexto contexto textos testos massages
  numeros numera numero humero wring wrung ring prong throng along song bong long wrote numbers
  lumber umber cumber slumber mumber remover removes removed quito bast texas nexts stoped opt out
  outing tops shops stops quits exts rexts sextos dextos text extra tet tets texted ext rext`;
