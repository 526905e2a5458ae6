/**
 * Words that change nothing in what a reply asks for: politeness, names for people, swearing by the
 * way,  words such as "now" and "for ever". They are left out when runs of words are compared.
 *
 * Source: none; written by us from the languages themselves. Date: 2026-11-22. Confidence: M.
 */
export const IDLE_WORDS = {
  all: 'ok okay k lol lmao haha hahaha jaja jajaja mdr ptdr bro',
  en: `please pls plz plss pleas pleaz kindly thanks thank thx thnx ty tysm tks hi hello hey yo dear
    sir madam maam mr mrs ms miss folks guys  man buddy pal hun honey sweetie sis bruh fam
    homie girl boy lady ladies gentlemen team friend friends all y yall just really so very right
    now today immediately asap already forever once and  good at   effective  here
    forward on onward moment point would like could can will you u  your ur yours i im ive id ill
    am we   ours were weve is are was be been being do does did have has had to too the a an
    of it its that   with by my mine    also then well ever
    gosh god jesus christ lord sake damn dang darn damned freaking frickin freakin fricking fckin fuckin
    fucking effing bloody goddamn goddam hell heck shit crap ass asshole assholes idiot idiots moron
    morons jerk jerks stupid dumb scum loser losers creep creeps kind regards sincerely respectfully
    respectfuly best cheers sorry excuse forgive pardon bless blessed day night morning afternoon
     nice great wonderful lovely good bye goodbye byebye sent iphone android samsung galaxy
    device mobile outlook yahoo gmail love grandma grandpa grammy xo xoxo ma lo lord mercy oh ugh
    omg omfg wtf smh srsly seriously literally honestly frankly simply maybe perhaps though tho
    anyway anyways here there  lots much many any some every each single other  else
    s t d ll re ve nd w     hereby formally officially politely
    request requesting ask asking beg begging demand demanding
    let lets go get gotta gonna going must should shall may might because cuz bc since as or but
    fr ong rn tbh imo understood effect mean meant say said saying
    tell telling appreciate appreciated grateful welcome`,
  es: `por favor porfavor porfabor fabor porfa porfis porfas xfa xfavor fabor gracias grasias grax hola oiga oigan oye
    buenas buenos buen dias dia   noches noche senor senora senorita senores sra sr srta joven amigo amiga
    amigos compa carnal wey guey we mijo mija jefa don dona usted ustedes uds ud tu te ti su sus mi mis
    le les lo la los las el un una unos unas de del al a en con por  pa que q qe ke y e o u se es
    esta este estos estas  ese esa esos esas eso ahora ahorita hoy mismo inmediato inmediatamente
    siempre vez voz todas ver hagan haga favor sea tan amable amables quisiera gustaria agradeceria agradezco
    pido pedirle pedirles ruego suplico pueden puede podria podrian puedes dios santo bendito madre
    chingada chingados pinche pinches cabron cabrones pendejo pendejos pendejas idiotas estupidos imbeciles
    groseros sinverguenzas abusivos ratas hijos hijo hija puta verga carajo atte atentamente saludos
    bendiciones tantito tantita poquito bueno pues ps pos mira mire miren fijese nomas solo
    solamente muy mucho muchas muchos aqui aca alla ahi otra otro otros otras
    digo dije ha hemos voy vamos yo todo todos toda disculpe disculpen perdon lindo bonito excelente`,
  fr: `svp sil vous plait stp siltevousplait merci mercis bonjour bonsoir salut allo madame monsieur
    messieurs mesdames mademoiselle mme tout tous toute toutes suite maintenant immediatement desormais
    dorenavant aujourdhui s il j je jai tu te t vous votre vos ton tes le la les l un une des du de
    d a au aux en et ou mes mon ma nous notre  ce c ca cela  cet cette ces est
    etre avoir pourriez pouvez pourrais veuillez prierais prie aimerais voudrais souhaiterais que qu qui se on
    bien tres vraiment simplement gentiment cordialement respectueusement journee soiree bonne bon bonnes
    excellente mesdames dieu tabarnak tabarnac calisse calice criss crisse crissez esti osti hostie maudit
    maudite putain merde bordel ben pis la dela y sur par  avec dans dis dit demande remercie
    avance depuis encore toujours fois lache autant`,
} as const;
