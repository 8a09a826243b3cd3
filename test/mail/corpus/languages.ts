/** What mail programs say in a language: as they print it, written down apart from what reads it. */
export type Language = {
  /** Outlook's block, and its prefixes of subjects. */
  outlook: { from: string; sent: string; to: string; subject: string; reply: string; forward: string }
  apple: { begin: string; from: string; subject: string; date: string; to: string }
  thunderbird: { forward: string; subject: string; date: string; from: string; to: string }
  yahoo: { forward: string; from: string; to: string; sent: string; subject: string }
  /** Gmail's labels; its separator is English everywhere. */
  gmail: { from: string; date: string; subject: string; to: string }
  /** Who wrote, above a quote, with `NAME` and `ADDRESS`: Gmail's, Apple's or Thunderbird's. */
  wrote: string
  thunderbirdWrote: string
  sentFrom: string
  hello: string
}

const english = { from: 'From', date: 'Date', subject: 'Subject', to: 'To' }

export const LANGUAGES: Readonly<Record<string, Language>> = {
  en: {
    outlook: { from: 'From', sent: 'Sent', to: 'To', subject: 'Subject', reply: 'RE', forward: 'FW' },
    apple: { begin: 'Begin forwarded message:', ...english },
    thunderbird: { forward: '-------- Forwarded Message --------', ...english },
    yahoo: { forward: '----- Forwarded Message -----', from: 'From', to: 'To', sent: 'Sent', subject: 'Subject' },
    gmail: english,
    wrote: 'On Tue, Nov 5, 2024 at 10:00 AM NAME <ADDRESS> wrote:',
    thunderbirdWrote: 'On 05/11/2024 10:00, NAME wrote:',
    sentFrom: 'Sent from my iPhone',
    hello: 'The export has been stuck since this morning, please have a look.',
  },
  he: {
    outlook: { from: 'מאת', sent: 'נשלח', to: 'אל', subject: 'נושא', reply: 'RE', forward: 'FW' },
    apple: { begin: 'תחילת ההודעה שהועברה:', from: 'מאת', subject: 'נושא', date: 'תאריך', to: 'אל' },
    thunderbird: { forward: '-------- הודעה שהועברה --------', subject: 'נושא', date: 'תאריך', from: 'מאת', to: 'אל' },
    yahoo: { forward: '----- הודעה שהועברה -----', from: 'מאת', to: 'אל', sent: 'נשלח', subject: 'נושא' },
    gmail: { from: 'מאת', date: '‪Date', subject: '‪Subject', to: '‪To' },
    wrote: '‫בתאריך יום ג׳, 5 בנוב׳ 2024 ב-10:00 מאת ‪NAME‬‏ <‪ADDRESS‬‏>:‬',
    thunderbirdWrote: 'בתאריך 05/11/2024 10:00, NAME כתב:',
    sentFrom: 'נשלח מה-iPhone שלי',
    hello: 'הייצוא תקוע מהבוקר, אנא בדקו.',
  },
  es: {
    outlook: { from: 'De', sent: 'Enviado', to: 'Para', subject: 'Asunto', reply: 'RE', forward: 'RV' },
    apple: { begin: 'Inicio del mensaje reenviado:', from: 'De', subject: 'Asunto', date: 'Fecha', to: 'Para' },
    thunderbird: {
      forward: '-------- Mensaje reenviado --------',
      subject: 'Asunto',
      date: 'Fecha',
      from: 'De',
      to: 'Para',
    },
    yahoo: { forward: '----- Mensaje reenviado -----', from: 'De', to: 'Para', sent: 'Enviado', subject: 'Asunto' },
    gmail: { from: 'De', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: 'El mar, 5 nov 2024 a las 10:00, NAME (<ADDRESS>) escribió:',
    thunderbirdWrote: 'El 5/11/24 a las 10:00, NAME escribió:',
    sentFrom: 'Enviado desde mi iPhone',
    hello: 'La exportación está parada desde esta mañana, por favor mírenla.',
  },
  pt: {
    outlook: { from: 'De', sent: 'Enviado', to: 'Para', subject: 'Assunto', reply: 'RES', forward: 'ENC' },
    apple: { begin: 'Início da mensagem encaminhada:', from: 'De', subject: 'Assunto', date: 'Data', to: 'Para' },
    thunderbird: {
      forward: '-------- Mensagem encaminhada --------',
      subject: 'Assunto',
      date: 'Data',
      from: 'De',
      to: 'Para',
    },
    yahoo: { forward: '----- Mensagem encaminhada -----', from: 'De', to: 'Para', sent: 'Enviado', subject: 'Assunto' },
    gmail: { from: 'De', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: 'Em ter., 5 de nov. de 2024 às 10:00, NAME <ADDRESS> escreveu:',
    thunderbirdWrote: 'Em 05/11/2024 10:00, NAME escreveu:',
    sentFrom: 'Enviado do meu iPhone',
    hello: 'A exportação está parada desde hoje cedo, por favor verifiquem.',
  },
  de: {
    outlook: { from: 'Von', sent: 'Gesendet', to: 'An', subject: 'Betreff', reply: 'AW', forward: 'WG' },
    apple: {
      begin: 'Anfang der weitergeleiteten Nachricht:',
      from: 'Von',
      subject: 'Betreff',
      date: 'Datum',
      to: 'An',
    },
    thunderbird: {
      forward: '-------- Weitergeleitete Nachricht --------',
      subject: 'Betreff',
      date: 'Datum',
      from: 'Von',
      to: 'An',
    },
    yahoo: {
      forward: '----- Weitergeleitete Nachricht -----',
      from: 'Von',
      to: 'An',
      sent: 'Gesendet',
      subject: 'Betreff',
    },
    gmail: { from: 'Von', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: 'Am Di., 5. Nov. 2024 um 10:00 Uhr schrieb NAME <ADDRESS>:',
    thunderbirdWrote: 'Am 05.11.24 um 10:00 schrieb NAME:',
    sentFrom: 'Von meinem iPhone gesendet',
    hello: 'Der Export hängt seit heute früh, bitte schauen Sie nach.',
  },
  fr: {
    outlook: { from: 'De', sent: 'Envoyé', to: 'À', subject: 'Objet', reply: 'RE', forward: 'TR' },
    apple: { begin: 'Début du message réexpédié :', from: 'De', subject: 'Objet', date: 'Date', to: 'À' },
    thunderbird: {
      forward: '-------- Message transféré --------',
      subject: 'Sujet',
      date: 'Date',
      from: 'De',
      to: 'Pour',
    },
    yahoo: { forward: '----- Message transféré -----', from: 'De', to: 'À', sent: 'Envoyé', subject: 'Objet' },
    gmail: { from: 'De', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: 'Le mar. 5 nov. 2024 à 10:00, NAME <ADDRESS> a écrit :',
    thunderbirdWrote: 'Le 05/11/2024 à 10:00, NAME a écrit :',
    sentFrom: 'Envoyé de mon iPhone',
    hello: "L'export est bloqué depuis ce matin, merci de regarder.",
  },
  it: {
    outlook: { from: 'Da', sent: 'Inviato', to: 'A', subject: 'Oggetto', reply: 'R', forward: 'I' },
    apple: { begin: 'Inizio messaggio inoltrato:', from: 'Da', subject: 'Oggetto', date: 'Data', to: 'A' },
    thunderbird: {
      forward: '-------- Messaggio Inoltrato --------',
      subject: 'Oggetto',
      date: 'Data',
      from: 'Da',
      to: 'A',
    },
    yahoo: { forward: '----- Messaggio inoltrato -----', from: 'Da', to: 'A', sent: 'Inviato', subject: 'Oggetto' },
    gmail: { from: 'Da', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: 'Il giorno mar 5 nov 2024 alle ore 10:00 NAME <ADDRESS> ha scritto:',
    thunderbirdWrote: 'Il 05/11/24 10:00, NAME ha scritto:',
    sentFrom: 'Inviato da iPhone',
    hello: "L'esportazione è ferma da stamattina, potete controllare?",
  },
  nl: {
    outlook: { from: 'Van', sent: 'Verzonden', to: 'Aan', subject: 'Onderwerp', reply: 'RE', forward: 'FW' },
    apple: { begin: 'Begin doorgestuurd bericht:', from: 'Van', subject: 'Onderwerp', date: 'Datum', to: 'Aan' },
    thunderbird: {
      forward: '-------- Doorgestuurd bericht --------',
      subject: 'Onderwerp',
      date: 'Datum',
      from: 'Van',
      to: 'Aan',
    },
    yahoo: {
      forward: '----- Doorgestuurd bericht -----',
      from: 'Van',
      to: 'Aan',
      sent: 'Verzonden',
      subject: 'Onderwerp',
    },
    gmail: { from: 'Van', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: 'Op di 5 nov 2024 om 10:00 schreef NAME <ADDRESS>:',
    thunderbirdWrote: 'Op 5-11-2024 om 10:00 schreef NAME:',
    sentFrom: 'Verstuurd vanaf mijn iPhone',
    hello: 'De export hangt sinds vanochtend, kunt u kijken?',
  },
  pl: {
    outlook: { from: 'Od', sent: 'Wysłano', to: 'Do', subject: 'Temat', reply: 'ODP', forward: 'PD' },
    apple: { begin: 'Początek przekazywanej wiadomości:', from: 'Od', subject: 'Temat', date: 'Data', to: 'Do' },
    thunderbird: {
      forward: '-------- Treść przekazanej wiadomości --------',
      subject: 'Temat',
      date: 'Data',
      from: 'Nadawca',
      to: 'Adresat',
    },
    yahoo: { forward: '----- Przekazana wiadomość -----', from: 'Od', to: 'Do', sent: 'Wysłano', subject: 'Temat' },
    gmail: { from: 'Od', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: 'wt., 5 lis 2024 o 10:00 NAME <ADDRESS> napisał(a):',
    thunderbirdWrote: 'W dniu 5.11.2024 o 10:00, NAME pisze:',
    sentFrom: 'Wysłane z iPhone’a',
    hello: 'Eksport stoi od rana, proszę sprawdzić.',
  },
  ru: {
    outlook: { from: 'От', sent: 'Отправлено', to: 'Кому', subject: 'Тема', reply: 'RE', forward: 'FW' },
    apple: { begin: 'Начало переадресованного сообщения:', from: 'От', subject: 'Тема', date: 'Дата', to: 'Кому' },
    thunderbird: {
      forward: '-------- Перенаправленное сообщение --------',
      subject: 'Тема',
      date: 'Дата',
      from: 'От',
      to: 'Кому',
    },
    yahoo: {
      forward: '----- Пересылаемое сообщение -----',
      from: 'От',
      to: 'Кому',
      sent: 'Отправлено',
      subject: 'Тема',
    },
    gmail: { from: 'От', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: 'вт, 5 нояб. 2024 г. в 10:00, NAME <ADDRESS>:',
    thunderbirdWrote: '05.11.2024 10:00, NAME пишет:',
    sentFrom: 'Отправлено с iPhone',
    hello: 'Экспорт не работает с самого утра, посмотрите, пожалуйста.',
  },
  ja: {
    outlook: { from: '差出人', sent: '送信日時', to: '宛先', subject: '件名', reply: 'RE', forward: 'FW' },
    apple: { begin: '転送されたメッセージ:', from: '差出人', subject: '件名', date: '日付', to: '宛先' },
    thunderbird: {
      forward: '-------- 転送メッセージ --------',
      subject: '件名',
      date: '日付',
      from: '差出人',
      to: '宛先',
    },
    yahoo: { forward: '----- 転送メッセージ -----', from: '差出人', to: '宛先', sent: '送信日時', subject: '件名' },
    gmail: { from: 'From', date: 'Date', subject: 'Subject', to: 'To' },
    wrote: '2024年11月5日(火) 10:00 NAME <ADDRESS>:',
    thunderbirdWrote: '2024/11/05 10:00、NAME のメール:',
    sentFrom: 'iPhoneから送信',
    hello: '今朝からエクスポートが止まっています。ご確認ください。',
  },
}
