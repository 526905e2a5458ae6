/**
 * What telephones and mail boxes answer by themselves, without accents. Source: the wordings of
 * iOS Focus and driving replies and common absence notices, from memory. Date: 2026-11-22.
 * Confidence: M.
 */
export const AUTOMATIC_REPLIES = [
  // English
  "(?:not|aren't) receiving (?:any )?notifications",
  'reply urgent to send a notification',
  'notifications silenced',
  'auto(?:matic|mated|matically generated)?[ -]?(?:reply|response|message)',
  'out of (?:the )?office',
  '(?:does not|cannot|unable to) (?:accept|receive) (?:incoming )?(?:text|sms)',
  // Spanish
  'no (?:estoy|esta) recibiendo notificaciones',
  'respuesta automatica',
  'fuera de la oficina',
  'no (?:acepta|recibe) (?:mensajes de texto|sms)',
  // French
  'ne (?:recois|recoit) (?:pas|aucune)(?: de| les)? notifications?',
  'reponse automatique',
  '(?:absent|absente) du bureau',
  "n'accepte pas (?:les |de )?(?:textos|sms|messages)",
] as const;
