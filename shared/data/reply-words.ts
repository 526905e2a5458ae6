/**
 * The words that a reader of replies knows, by what they say in a reply to a firm's text. A word
 * stands in one class. Words outside this table are unknown, which guards: "stop" beside a word
 * that is not here says nothing (KM-04).
 *
 * Source: none; written by us from the languages themselves, English, Spanish (US and Mexico) and
 * French (Quebec and France), under 47 CFR 64.1200(a)(10), any reasonable wording (KW-02). Date:
 * 2026-11-22. Confidence: M.
 *
 * In Spanish `~` stands for the pronouns that verbs take at their end (me, nos, le, les, lo, los,
 * la, las, se); `~me` for me and nos alone. In French each word that begins with a vowel is known
 * with what is elided before it too (m, n, d, l, t, s, j, qu), for many type no apostrophe.
 */
import { IDLE_WORDS } from './reply-idle-words.ts';

export type ReplyLanguage = 'en' | 'es' | 'fr';

type Row = Readonly<Partial<Record<ReplyLanguage | 'all', string>>>;

export const REPLY_WORDS = {
  ME: { en: 'me us myself mee', es: 'nos', fr: 'm moi' },
  FILLER: IDLE_WORDS,
  STOP: {
    all: 'stop',
    en: `stopp stops stahp staahp stawp shtop ztop quit cease desist halt discontinue refrain stopping quitting ceasing
      stope stoppp sopt stopo estop stopem`,
    es: `alto paren parenle parele parale pararle parar pare parense basta alto detengan detengase detenga
      detener deten detente cesen cese cesar desista desistan frenen frene parenlo parelo parenla bastante`,
    fr: `arret arrete arretez arreter arretes arretter arett arete aretez cesse cessez cesser
      stoppez stopper stoppe finissez arretons`,
  },
  STOPPED: { en: 'stopped', es: 'pararon paro paramos', fr: 'arretee' },
  END: {
    en: 'end ends ending ended finish finished over done',
    es: 'fin terminar terminen termine acaben acabe terminado acabo',
    fr: 'fini finis finie terminer terminez termine',
  },
  CANCEL: {
    en: 'cancel canceled cancelled cancelling canceling terminate terminated',
    es: 'cancelar~ cancele~ cancelen~ cancela~ anular anulen anule',
    fr: 'annuler annulez annule annulation resilier resiliez resilie',
  },
  /** STOP2END too: a digit is read as the letter that it looks like. */
  UNSUB: {
    en: `unsubscribe unsub unsubscribed unsubscribing unsuscribe unsubcribe unscribe optout opting
      unregister deactivate unsubscribeme unsubbing unsbscrb stopzend stopzquit`,
    es: `desuscribir~ desuscriba~ desuscriban~ desuscribe desinscribir~ desinscriba~ desinscriban~
      dessuscribir~ unsuscribir~`,
    fr: `desabonner desabonnez desabonne desabonnement desinscrire desinscrivez desinscris desinscription
      desinscrit desabone desabonez desinscrir`,
  },
  OPT: { en: 'opt opted' },
  OUT: { en: 'out our' },
  BAJA: { es: 'baja vaja' },
  GIVEBAJA: { es: 'doy dar~ den~ denme deme dame dar darme denos darnos' },
  REMOVE: {
    en: `remove removed removing removal delete deleted deleting erase scrub purge unlist exclude wipe forget lose`,
    es: `quitar quiten quite quita sacar saquen saque saca borrar borren borre borra eliminar eliminen
      elimine elimina retirar retiren retire remover remuevan remueva excluyan excluir tachen`,
    fr: `retirer retirez retire enlever enlevez enleve supprimer supprimez supprime rayer rayez raye rayes
      effacer effacez efface oter otez ote sortez sors radier radiez radie suppression retrait`,
  },
  BLOCK: {
    en: 'block blocked blocking',
    es: 'bloquear~ bloqueo bloqueado bloqueada bloqueados',
    fr: 'bloquer bloque bloquez bloques',
  },
  /** The same, with the person in the verb. */
  REMOVEME: {
    es: `quitarme quitarnos quitenme quitennos quiteme quitame saquenme saquennos saqueme sacame sacarme
      borrenme borreme borrame borrarme eliminenme elimineme eliminame eliminarme retirenme retireme
       quitnme saquemen saquenmen quitemen remuevanme remuevame olvidenme olvidense`,
  },
  TAKE: { en: 'take taking took taken getting pull cross strike drop got' },
  OFF: { en: 'off outta' },
  LIST: {
    en: `list lists database databases system systems contacts file files records crm blast blasts
      campaign campaigns distribution rotation roster mailing directory marketing solicitation
      telemarketing program subscription subscriptions thread group chat`,
    es: 'lista listas base datos sistema registros registro archivo archivos suscripcion directorio contactos',
    fr: `liste listes fichier fichiers base systeme registre registres donnees contacts abonnement
      repertoire publicite prospection`,
  },
  NUMBER: {
    en: 'number numbers num nbr nmbr phone fone cell cellphone line digits landline #',
    es: 'numero numeros celular cel telefono tel fono',
    fr: 'numero numeros telephone cellulaire portable ligne fone',
  },
  THIS: { en: 'this', es: 'esto', fr: 'ceci' },
  SEND: {
    en: 'send sending sends sendin snd sned',
    es: `mandar~ mandando~ mande~ manden~ mandes~ manda~ enviar~ enviando~ envie~ envien~ envies~ envia~
      lleguen llegue lleguenme llegar llegarme llegandome mandara mandaran enviara enviaran mnden`,
    fr: `envoyer envoyez envoie envoies envoye envoyes envoi envois envoient expedier expediez
      recommence`,
  },
  /** One text, or to text. */
  TEXT: {
    en: 'text txt msg message sms mms tex txet texr textmessage dm',
    es: 'texto mensaje msj mensajito mnsaje mesaje msg sms textito',
    fr: 'texto texte sms msg message',
  },
  MSGS: {
    en: `texts txts msgs messages textmessages alerts promos promotions promotional ads
      advertisements advertising reminders updates notices solicitations mssgs messges messags
      texs textes robotexts correspondence communications communication communicating `,
    es: `textos mensajes msjs mensajitos mesajes mensages mnsajes promos promociones promocion publicidad
      ofertas anuncios avisos recordatorios comunicaciones propaganda`,
    fr: `textos messages mesages messge mesage pubs pub promos promotions offres alertes
      rappels publicites sollicitations courriers communications annonces`,
  },
  NOTIF: { all: 'notifications notification', es: 'notificaciones notificacion' },
  WRITE: {
    en: `texting txting textin txtin msging messaging writing messagin txtng textng write typing
      textting textign`,
    es: `escribir~ escribiendo~ escriba~ escriban~ escribas~ textear~ texteen~ texteando~ mensajear~
      mensajeando mensajeen~ testear~ textiar~ texteen`,
    fr: `ecrire ecrivez ecris ecrit texter textez textant ecrives ecriver textoter`,
  },
  CONTACT: {
    en: `contact contacting contacted bother bothering bug bugging pester pestering harass
      harassing annoy annoying hassle hassling solicit soliciting disturb disturbing badger badgering
      spamming bombarding communicate hounding nagging nag bombard contct`,
    es: `molestar~ molestando~ moleste~ molesten~ molestes~ contactar~ contactando~ contacten~ contacte~
      contactes~ acosar~ acosando~ acosen~ fastidiar~ fastidien~ fastidiando~ chingar~ chinguen~ chingando jodan
      joder jodiendo comunicar~ comuniquen~ comunique~ buscar~ busquen~ insistan insista insistir spamear~`,
    fr: `contacter contactez contacte contactes deranger derangez derange importuner importunez
      achaler achalez achale harceler harcelez harcele ecoeurer ecoeurez ecoeure solliciter sollicitez
      spammez gosser gossez relancer relancez relance joindre`,
  },
  CALL: {
    en: 'call calls calling callin phoning ring ringing dial dialing robocalls voicemails',
    es: `llamar~ llame~ llamen~ llames~ llamada llamadas llamando~ marcar~ marquen~ telefonear`,
    fr: `appeler appelez appel appels appelle appelles telephoner telephonez telephones rappeler rappelez
      apel apels`,
  },
  EMAIL: {
    en: 'email emails emailing mails mail newsletter newsletters emial',
    es: 'correo correos email emails boletin boletines correito',
    fr: 'courriel courriels infolettre infolettres mail mails emails courriels mels mel',
  },
  NOT: {
    en: 'dont dnt never not neither donot doent nvr dun nor without',
    es: 'nunca jamas ni sin tampoco',
    fr: 'ne n pas jamais ni aucun aucune aucuns nul sans',
  },
  NO: { all: 'no', en: 'nope nah naw', es: 'nel', fr: 'non nan pantoute' },
  /** Said of one's own doing: "can't stop", "didn't unsubscribe". */
  CANT: {
    en: 'cant cannot couldnt wont wouldnt didnt doesnt havent hasnt isnt arent wasnt shouldnt hadnt aint',
  },
  MORE: { en: 'more', es: 'mas' },
  PLUS: { fr: 'plus pu pus' },
  ANYMORE: {
    en: 'anymore longer further nm',
    fr: 'davantage',
  },
  ENOUGH: { en: 'enough', es: 'suficiente', fr: 'assez suffit' },
  YANO: { es: 'ya' },
  WANT: {
    en: 'want wanna need wish care interest desire',
    es: 'quiero quiere queremos kiero deseo deseamos necesito ocupo interesan',
    fr: 'veux veut voulons desire desirons souhaite souhaitons besoin veu jveux jveu veus interessent',
  },
  RECEIVE: {
    en: 'receive receiving recieve hear hearing receipt',
    es: 'recibir~ recibiendo reciba recibamos',
    fr: 'recevoir recois recoive recevons',
  },
  CONSENT: { all: 'consent consented consenting consentimiento consenti consentement' },
  /** Of anything: "pas d'accord" is said to a price. */
  AGREE: {
    en: 'permission authorization authorize authorise agree agreed agreement',
    es: 'permiso autorizacion autorice autorizo',
    fr: 'permission autorisation autorise accord',
  },
  REVOKE: {
    en: 'revoke revoking revoked withdraw withdrawing withdrawn rescind rescinding rescinded withdrawal revocation',
    es: 'revoco revocar revocado retiro',
    fr: 'revoque revoquer revoquee',
  },
  SIGNUP: {
    en: 'sign signed subscribe subscribed register registered enroll enrolled',
    es: 'suscribi suscribir~ inscribi apunte suscrito suscrita',
    fr: 'inscrit inscrite abonne abonnee inscris abonner',
  },
  UP: { en: 'up' },
  SPAM: {
    en: 'spam spams spammed spammer spammers harassment junk stalker stalking stalk harassed',
    es: 'acoso acosadores spameando hostigamiento',
    fr: 'pourriel pourriels harcelement indesirable indesirables',
  },
  LEGAL: {
    en: 'fcc tcpa ftc crtc casl dnc bbb ccpa gdpr donotcall registry',
    es: 'profeco condusef',
    fr: 'cnil rgpd lcap lnnte bloctel antipourriel',
  },
  LAWYER: {
    en: 'lawyer attorney sue suing lawsuit legal counsel court',
    es: 'abogado abogada demanda demandar~ demando legales demandare',
    fr: 'avocat avocate poursuite poursuites poursuivre',
  },
  REPORT: {
    en: 'report reporting reported complaint complain filing',
    es: 'reportar~ reporto reporte denunciar~ denuncio denuncia reportare denunciare',
    fr: 'signaler signale plainte denoncer denonce plaintes',
  },
  WRONG: {
    en: 'wrong incorrect mistaken',
    es: `equivocado equivocada equivocaron equivoco equivocaste equivocados ekivocado erroneo confundido
      confundiste confundieron equibocado`,
    fr: 'mauvais mauvaise faux erreur trompe trompez trompes',
  },
  WHO: {
    en: 'recipient person persons dude guy party numba owner',
    es: 'persona',
    fr: 'personne destinataire',
  },
  ALONE: {
    en: 'alone',
    es: 'paz tranquilo tranquila tranquilos quieto quieta',
    fr: 'tranquille tranquilles paix',
  },
  LEAVE: {
    en: 'leave lemme',
    es: 'dejenme dejeme dejame dejarme dejennos dejenos',
    fr: 'laissez laisse foutez fichez sacrez fous fiche',
  },
  /** Spanish "dejar de": to stop doing. */
  DEJAR: { es: 'deje deja dejen dejar dejes dejaran dejara dejan' },
  HOSTILE: {
    en: 'fuck fk fck fuk screw stfu gtfo bugger eff piss',
    es: 'chinga vayanse vayase larguense larguese',
    fr: 'degage degagez decalisse decrisse gueule',
  },
  AWAY: { en: 'away lost rocks' },
  GO: { en: 'fo' },
  YES: {
    en: 'yes yeah yep yup yea yess sure absolutely definitely yas duh correct obviously affirmative exactly',
    es: 'si sii simon claro sale acepto obvio afirmativo exacto',
    fr: 'oui ouais ouip ui oue ouin certain exact',
  },
  COND: {
    en: 'if when whether what whats happens happen how why where which',
    es: ' cuando como cuanto donde porque multa',
    fr: ' comment combien pourquoi quoi quel',
  },
  UNTIL: {
    en: 'until till til after while during unless tomorrow tonight tmrw tmw',
    es: 'hasta antes despues mientras manana durante',
    fr: 'jusqua jusquau jusque avant apres pendant demain durant',
  },
  AGAIN: { en: 'again', es: 'nuevamente vuelvan vuelva vuelvas volver', fr: 'nouveau' },
  THIRD: {
    en: `he she they them him her his their theirs wife husband hubby ex mom mother dad father kid kids
      son daughter boss doctor judge bank brother sister neighbor neighbour boyfriend girlfriend dealer
      landlord employer somebody someone everybody everyone company`,
    es: `ella ellos ellas esposa esposo marido novia novio papa mama jefe juez doctor banco vecino
      hermano hermana vendedor alguien`,
    fr: `elle ils elles mari femme conjoint conjointe patron juge docteur medecin banque voisin frere
      soeur pere mere quelquun`,
  },
  ORDER: {
    en: 'ordered keeps keep tells yells yelling',
    es: 'dijo dijeron ordeno pidio sigue siguen dice dicen',
    fr: 'ordonne disent arretent',
  },
  BY: { en: 'in around near signs light lights', fr: 'chez' },
  THING: {
    en: 'these those stuff nonsense bs bullshit madness craziness',
    es: 'cosas chingaderas mamadas',
    fr: 'trucs affaires niaiseries conneries',
  },
  INTERESTED: {
    en: 'interested intrested intersted',
    es: 'interesa interesado interesada interesados interesamos intereza',
    fr: 'interesse interessee interesses interet',
  },
  BOUGHT: {
    en: 'bought purchased sold leased closed',
    es: 'compre compramos vendi vendimos rentamos consegui',
    fr: 'achete vendu trouve achetee',
  },
  SOY: { es: 'soy', fr: 'suis' },
  LIVE: { es: 'vive', fr: 'habite' },
  KNOW: { en: 'know', es: 'conozco', fr: 'connais' },
  HOLD: {
    en: 'hold waitlist waiting speaker speakerphone policy loan title lease quote deed hook',
  },
  /** "I would rather not", said of a question. */
  RATHER: {
    en: 'rather pass prefer',
    es: 'prefiero mejor paso preferiria',
    fr: 'mieux passe prefere prefererais facon',
  },
  NAME: { en: 'name names info', es: 'nombre nombres', fr: 'nom noms' },
  FROM: { en: 'from', es: 'desde' },
  REPLY: { en: 'reply respond', es: 'responda', fr: 'repondez repondre' },
  NUM: { all: '' },
} as const satisfies Record<string, Row>;
