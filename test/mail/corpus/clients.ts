import type { Language } from './languages.ts'
import { escapeHtml } from './mime.ts'

/** A mail that is forwarded or answered, and what is written above it. */
export type Quoted = { name: string; address: string; to: string; subject: string; body: string }
export type Shape = { subject: string; text: string; html?: string; headers?: Record<string, string> }
type Client = (words: Language, mail: Quoted, note: string) => Shape

const DATE = 'Tue, 5 Nov 2024 10:00:00 +0000'
const h = escapeHtml
const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
const wrote = (pattern: string, mail: Quoted): string =>
  pattern.replace('NAME', mail.name).replace('ADDRESS', mail.address)

const outlookLines = ({ outlook }: Language, mail: Quoted): [string, string][] => [
  [outlook.from, `${mail.name} <${mail.address}>`],
  [outlook.sent, 'Tuesday, 5 November 2024 10:00'],
  [outlook.to, mail.to],
  [outlook.subject, mail.subject],
]
const asText = (lines: [string, string][]): string => lines.map(([label, value]) => `${label}: ${value}`).join('\n')
const asHtml = (lines: [string, string][]): string =>
  lines.map(([label, value]) => `<b>${label}:</b> ${h(value)}`).join('<br>\n')

const outlookDesktop =
  (prefix: 'reply' | 'forward'): Client =>
  (words, mail, note) => ({
    subject: `${words.outlook[prefix]}: ${mail.subject}`,
    // No separator at all.
    text: `${note}\n\n${asText(outlookLines(words, mail))}\n\n${mail.body}\n`,
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><div class="WordSection1"><p class="MsoNormal">${h(note)}<o:p></o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">${asHtml(outlookLines(words, mail))}<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p><p class="MsoNormal">${h(mail.body)}<o:p></o:p></p></div></body></html>`,
  })

const outlookWeb =
  (prefix: 'reply' | 'forward'): Client =>
  (words, mail, note) => ({
    subject: `${words.outlook[prefix]}: ${mail.subject}`,
    text: `${note}\n________________________________\n${asText(outlookLines(words, mail))}\n\n${mail.body}\n`,
    html: `<html><body dir="ltr"><div class="elementToProof">${h(note)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" color="#000000" style="font-size:11pt">${asHtml(outlookLines(words, mail))}</font><div>&nbsp;</div></div><div>${h(mail.body)}</div></body></html>`,
  })

const outlookIos =
  (prefix: 'reply' | 'forward'): Client =>
  (words, mail, note) => ({
    subject: `${words.outlook[prefix]}: ${mail.subject}`,
    text: `${note}\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n${asText(outlookLines(words, mail))}\n\n${mail.body}\n`,
    html: `<html><body><div dir="ltr">${h(note)}</div><div id="ms-outlook-mobile-signature"><div></div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><div id="mail-editor-reference-message-container" class="ms-outlook-mobile-reference-message"><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg"><font>${asHtml(outlookLines(words, mail))}</font></div>${h(mail.body)}</div></body></html>`,
  })

const gmailForward: Client = ({ gmail }, mail, note) => ({
  subject: `Fwd: ${mail.subject}`,
  text: `${note}\n\n---------- Forwarded message ---------\n${gmail.from}: ${mail.name} <${mail.address}>\n${gmail.date}: Tue, Nov 5, 2024 at 10:00 AM\n${gmail.subject}: ${mail.subject}\n${gmail.to}: <${mail.to}>\n\n\n${mail.body}\n`,
  html: `<div dir="ltr">${h(note)}<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>${gmail.from}: <strong class="gmail_sendername" dir="auto">${mail.name}</strong> <span dir="auto">&lt;<a href="mailto:${mail.address}">${mail.address}</a>&gt;</span><br>${gmail.date}: Tue, Nov 5, 2024 at 10:00 AM<br>${gmail.subject}: ${h(mail.subject)}<br>${gmail.to}:  &lt;<a href="mailto:${mail.to}">${mail.to}</a>&gt;<br></div><br><br><div dir="ltr">${h(mail.body)}</div></div></div>`,
  headers: { 'In-Reply-To': '<orig@customer.example>', References: '<orig@customer.example>' },
})

const gmailReply: Client = (words, mail, note) => ({
  subject: `Re: ${mail.subject}`,
  text: `${note}\n\n${wrote(words.wrote, mail)}\n\n${quoted(mail.body)}\n`,
  html: `<div dir="ltr">${h(note)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">${h(wrote(words.wrote, mail))}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">${h(mail.body)}</div></blockquote></div>`,
})

const appleForward: Client = ({ apple }, mail, note) => {
  const lines: [string, string][] = [
    [apple.from, `${mail.name} <${mail.address}>`],
    [apple.subject, mail.subject],
    [apple.date, '5 November 2024 at 10:00:00 GMT'],
    [apple.to, mail.to],
  ]
  return {
    subject: `Fwd: ${mail.subject}`,
    text: `${note}\n\n${apple.begin}\n\n${quoted(`${asText(lines).replace(/: /g, ': ')}\n\n${mail.body}`)}\n`,
    html: `<html><body>${h(note)}<br><div><br><blockquote type="cite"><div>${apple.begin}</div><br class="Apple-interchange-newline">${lines.map(([label, value]) => `<div style="margin:0px"><span style="font-family:-webkit-system-font"><b>${label}: </b></span><span>${h(value)}<br></span></div>`).join('')}<br><div>${h(mail.body)}</div></blockquote></div></body></html>`,
  }
}

const appleReply: Client = (words, mail, note) => ({
  subject: `Re: ${mail.subject}`,
  text: `${note}\n\n> ${wrote(words.wrote, mail)}\n> \n${quoted(mail.body)}\n`,
  html: `<html><body>${h(note)}<br><div><br><blockquote type="cite"><div>${h(wrote(words.wrote, mail))}</div><br class="Apple-interchange-newline"><div>${h(mail.body)}</div></blockquote></div></body></html>`,
})

const appleMobileReply: Client = (words, mail, note) => ({
  subject: `Re: ${mail.subject}`,
  text: `${note}\n\n${words.sentFrom}\n\n${wrote(words.wrote, mail)}\n${quoted(`\n${mail.body}`)}\n`,
  html: `<html><body dir="auto">${h(note)}<br><br><div dir="ltr">${words.sentFrom}</div><div dir="ltr"><br><blockquote type="cite">${h(wrote(words.wrote, mail))}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${h(mail.body)}</div></blockquote></body></html>`,
})

const thunderbirdForward: Client = ({ thunderbird }, mail, note) => {
  const lines: [string, string][] = [
    [thunderbird.subject, mail.subject],
    [thunderbird.date, DATE],
    [thunderbird.from, `${mail.name} <${mail.address}>`],
    [thunderbird.to, mail.to],
  ]
  return {
    subject: `Fwd: ${mail.subject}`,
    text: `${note}\n\n\n${thunderbird.forward}\n${lines.map(([label, value]) => `${label}: \t${value}`).join('\n')}\n\n\n\n${mail.body}\n`,
    html: `<html><body>${h(note)}<br><div class="moz-forward-container"><br><br>${thunderbird.forward}<table cellspacing="0" cellpadding="0" border="0" class="moz-email-headers-table"><tbody>${lines.map(([label, value]) => `<tr><th valign="BASELINE" nowrap align="RIGHT">${label}: </th><td>${h(value)}</td></tr>`).join('\n')}</tbody></table><br><br>${h(mail.body)}</div></body></html>`,
    headers: { References: '<orig@customer.example>', 'X-Forwarded-Message-Id': '<orig@customer.example>' },
  }
}

const thunderbirdReply: Client = (words, mail, note) => ({
  subject: `Re: ${mail.subject}`,
  text: `${note}\n\n${wrote(words.thunderbirdWrote, mail)}\n${quoted(mail.body)}\n`,
  html: `<html><body><p>${h(note)}</p><div class="moz-cite-prefix">${h(wrote(words.thunderbirdWrote, mail))}<br></div><blockquote type="cite" cite="mid:orig@customer.example"><p>${h(mail.body)}</p></blockquote></body></html>`,
})

const yahooForward: Client = ({ yahoo }, mail, note) => {
  const lines: [string, string][] = [
    [yahoo.from, `${mail.name} <${mail.address}>`],
    [yahoo.to, mail.to],
    [yahoo.sent, 'Tuesday, November 5, 2024 at 10:00:00 AM GMT'],
    [yahoo.subject, mail.subject],
  ]
  return {
    subject: `Fw: ${mail.subject}`,
    // All in one line: that is how it comes.
    text: `${note}\n\n   ${yahoo.forward} ${lines.map(([label, value]) => `${label}: ${value}`).join('')}\n${mail.body}\n`,
    html: `<html><body><div class="ydp1 yahoo-style-wrap"><div dir="ltr">${h(note)}</div></div><div id="yahoo_quoted_123" class="yahoo_quoted"><div><div>${yahoo.forward}</div>${lines.map(([label, value]) => `<div><b>${label}:</b> ${h(value)}</div>`).join('')}<div>${h(mail.body)}</div></div></div></body></html>`,
  }
}

const yahooReply: Client = (words, mail, note) => ({
  subject: `Re: ${mail.subject}`,
  text: `${note}\n\n    ${wrote(words.wrote, mail)}  \n \n ${mail.body}\n`,
  html: `<html><body><div class="ydp1 yahoo-style-wrap"><div dir="ltr">${h(note)}</div></div><div id="ydp2yahoo_quoted_9" class="ydp2yahoo_quoted"><div><div>${h(wrote(words.wrote, mail))}</div><div>${h(mail.body)}</div></div></div></body></html>`,
})

/** Proton's separator and its labels are English whatever the language. */
const protonForward: Client = (_, mail, note) => ({
  subject: `Fw: ${mail.subject}`,
  text: `${note}\n\n\n------- Forwarded Message -------\nFrom: ${mail.name} <${mail.address}>\nDate: On Tuesday, November 5th, 2024 at 10:00\nSubject: ${mail.subject}\nTo: ${mail.to} <${mail.to}>\n\n\n${quoted(mail.body)}\n`,
  html: `<div style="font-family: Arial">${h(note)}</div><div class="protonmail_quote">------- Forwarded Message -------<br>From: ${h(`${mail.name} <${mail.address}>`)}<br>Date: On Tuesday, November 5th, 2024 at 10:00<br>Subject: ${h(mail.subject)}<br>To: ${h(`${mail.to} <${mail.to}>`)}<br><br><blockquote class="protonmail_quote" type="cite">${h(mail.body)}</blockquote></div>`,
})

const protonReply: Client = (_, mail, note) => {
  const intro = `On Tuesday, November 5th, 2024 at 10:00, ${mail.name} <${mail.address}> wrote:`
  return {
    subject: `Re: ${mail.subject}`,
    text: `${note}\n\nSent with Proton Mail secure email.\n\n${intro}\n\n${quoted(mail.body)}\n`,
    html: `<div style="font-family: Arial">${h(note)}</div><div class="protonmail_signature_block"><div>Sent with <a href="https://proton.me/mail/home">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">${h(intro)}<br><blockquote class="protonmail_quote" type="cite">${h(mail.body)}</blockquote></div>`,
  }
}

export const FORWARDS: Readonly<Record<string, Client>> = {
  gmail: gmailForward,
  'outlook desktop': outlookDesktop('forward'),
  'outlook web': outlookWeb('forward'),
  'outlook ios': outlookIos('forward'),
  'apple mail': appleForward,
  thunderbird: thunderbirdForward,
  yahoo: yahooForward,
  proton: protonForward,
}

export const REPLIES: Readonly<Record<string, Client>> = {
  gmail: gmailReply,
  'outlook desktop': outlookDesktop('reply'),
  'outlook web': outlookWeb('reply'),
  'outlook ios': outlookIos('reply'),
  'apple mail': appleReply,
  'apple mail on a phone': appleMobileReply,
  thunderbird: thunderbirdReply,
  yahoo: yahooReply,
  proton: protonReply,
}

const plain =
  (above: (mail: Quoted) => string, below: (body: string) => string = (body) => body): Client =>
  (_, mail, note) => ({
    subject: `Re: ${mail.subject}`,
    text: `${note}\n\n${above(mail)}\n\n${below(mail.body)}\n`,
  })
const markup =
  (above: (mail: Quoted) => string, open: string, close: string): Client =>
  (_, mail, note) => ({
    subject: `Re: ${mail.subject}`,
    text: `${note}\n\n${above(mail)}\n${quoted(mail.body)}\n`,
    html: `<div>${h(note)}</div>${open.replace('INTRO', h(above(mail)))}${h(mail.body)}${close}`,
  })
const on = (mail: Quoted): string => `On Tue, Nov 5, 2024, at 10:00 AM, ${mail.name} <${mail.address}> wrote:`

/** What else people answer with, each in the language it is mostly seen in. */
export const MORE_REPLIES: Readonly<Record<string, Client>> = {
  'samsung mail': plain(
    (mail) =>
      `Sent from my Galaxy\n\n\n-------- Original message --------\nFrom: ${mail.name} <${mail.address}>\nDate: 05/11/2024 10:00 (GMT+00:00)\nTo: ${mail.to}\nSubject: ${mail.subject}`,
  ),
  'old outlook': plain(
    (mail) =>
      `-----Original Message-----\nFrom: ${mail.name} [mailto:${mail.address}]\nSent: Tuesday, November 05, 2024 10:00 AM\nTo: ${mail.to}\nSubject: ${mail.subject}`,
  ),
  'em client': plain(
    (mail) =>
      `------ Original Message ------\nFrom: "${mail.name}" <${mail.address}>\nTo: ${mail.to}\nSent: 05/11/2024 10:00:00\nSubject: ${mail.subject}`,
    quoted,
  ),
  'mail.ru': markup(
    (mail) => `Вторник, 5 ноября 2024, 10:00 +03:00 от ${mail.name} <${mail.address}>:`,
    '<blockquote style="border-left:1px solid #0857A6" type="cite"><div>INTRO</div>',
    '</blockquote>',
  ),
  yandex: plain((mail) => `05.11.2024, 10:00, "${mail.name}" <${mail.address}>:`, quoted),
  zoho: markup(
    (mail) => `---- On Tue, 05 Nov 2024 10:00:00 +0000 ${mail.name} <${mail.address}> wrote ---`,
    '<div class="zmail_extra"><div>INTRO</div><blockquote>',
    '</blockquote></div>',
  ),
  fastmail: markup(on, '<div>INTRO</div><blockquote type="cite" id="qt">', '</blockquote>'),
  roundcube: markup(
    (mail) => `On 2024-11-05 10:00, ${mail.name} wrote:`,
    '<p id="reply-intro">INTRO</p><blockquote type="cite">',
    '</blockquote>',
  ),
  gmx: markup(
    (mail) =>
      `Gesendet: Dienstag, 05. November 2024 um 10:00 Uhr\nVon: "${mail.name}" <${mail.address}>\nAn: ${mail.to}\nBetreff: ${mail.subject}`,
    '<div name="quote" style="border-left:2px solid #C3D9E5"><div>INTRO</div>',
    '</div>',
  ),
  'k-9': plain((mail) => `Am 5. November 2024 10:00:00 MEZ schrieb ${mail.name} <${mail.address}>:`, quoted),
  zimbra: markup(
    (mail) =>
      `----- Original Message -----\nFrom: "${mail.name}" <${mail.address}>\nTo: "${mail.to}"\nSent: Tuesday, November 5, 2024 10:00:00 AM\nSubject: ${mail.subject}`,
    '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__QUOTED_TEXT__"><div>INTRO</div>',
    '</div>',
  ),
  spark: markup(on, '<div name="messageReplySection"><div>INTRO</div><blockquote>', '</blockquote></div>'),
  front: markup(on, '<div>INTRO</div><blockquote type="cite" class="front-blockquote">', '</blockquote>'),
  missive: markup(on, '<div class="missive_quote">INTRO<blockquote type="cite">', '</blockquote></div>'),
  tutanota: markup(
    (mail) => `5. Nov. 2024, 10:00 von ${mail.address}:`,
    '<div>INTRO</div><blockquote class="tutanota_quote">',
    '</blockquote>',
  ),
  'outlook for mac': plain((mail) => `On 05/11/2024, 10:00, "${mail.name}" <${mail.address}> wrote:`),
  'help desk': plain((mail) => `##- Please type your reply above this line -##\n\n${mail.name}, Nov 5, 2024, 10:00`),
  'swedish gmail': plain((mail) => `Den tis 5 nov. 2024 kl 10:00 skrev ${mail.name} <${mail.address}>:`, quoted),
  'czech gmail': plain((mail) => `út 5. 11. 2024 v 10:00 odesílatel ${mail.name} <${mail.address}> napsal:`, quoted),
}
