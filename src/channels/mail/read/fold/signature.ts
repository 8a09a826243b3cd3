import type { Line } from './lines.ts'

/** More lines than this below a mark are no signature. */
const LINES_MAX = 20

/** What phones and web mail put below a mail by themselves. Whole lines. */
const SENT_FROM: readonly RegExp[] = [
  /^(?:sent|enviado|envoyé|gesendet|verzonden|verstuurd|inviato|wysłane|wysłano|отправлено|skickat|sendt|lähetetty|נשלח|送信|odesláno)\s?(?:from|desde|de|do|depuis|von|met|mit|mijn|vanaf|van|da|dal|z|ze|с|из|från|fra|מה|מ)?[\s-]?.{0,20}(?:iphone|ipad|android|samsung|galaxy|huawei|blackberry|mobile|mobil|móvil|celular|telefon\p{L}*|téléphone|telefono|telefoon|smartphone|handy|outlook|yahoo|proton|mail\.ru|gmx|web\.de|תיבת|טלפון|smartfon\p{L}*|тел\p{L}*|мобильн\p{L}*|почт\p{L}*).{0,80}$/iu,
  /^נשלח (?:מ|באמצעות).{2,60}$/,
  /^(?:get|obtenir|obtener|holen sie sich|télécharger|download|scarica|pobierz|baixe|загрузите|скачать|קבל(?:\/י)?(?: את)?)\s.{0,12}outlook.{0,40}(?:ios|android).{0,60}$/i,
  /^(?:iphone|ipad|android)(?:から送信|からの?送信|から送信されました)$/i,
  /^von meinem .{2,40} gesendet\.?$/i,
  /^.{0,20}outlook (?:for|für|pour|para|per|voor|dla|для) (?:ios|android).{0,60}$/i,
  /^sent (?:with|via|using) .{2,60}$/i,
  /^sent from (?:my )?.{2,40}$/i,
  /^(?:mit|met|avec) .{2,20}(?:gesendet|verzonden|envoyé).{0,20}$/i,
  /^(?:自|发自|從|发送自)\s?(?:我的|my)?\s?(?:iphone|ipad|android).{0,20}$/i,
  /^나의 iphone에서 보냄$/i,
]

/**
 * Where the signature of what stands in lines `from` to `to` begins: the mark of RFC 3676, section 4.3 (`-- `), a rule above
 * a few short lines at the end, or what a phone adds. Undefined where nothing says that there is one: a name under a
 * greeting is part of what was written.
 */
export const signatureAt = (lines: readonly Line[], from: number, to: number): number | undefined => {
  const first = Math.max(from, to - LINES_MAX * 2)
  for (let at = first; at < to; at++) {
    const line = lines[at]
    if (!line || line.depth > 0) continue
    const text = line.text.trim()
    if (text === '') continue
    if (/^(?:--|—|–)$/.test(text) && countWritten(lines, at + 1, to) <= LINES_MAX) return at
    if (/^[_-]{3,40}$/.test(text) && isShort(lines, at + 1, to)) return at
    if (text.length < 160 && SENT_FROM.some((mark) => mark.test(text)) && countWritten(lines, at + 1, to) <= 2)
      return at
  }
  return undefined
}

const countWritten = (lines: readonly Line[], from: number, to: number): number =>
  lines.slice(from, to).filter(({ text }) => text.trim() !== '').length

/** Whether a few short lines are all that is left: a name, a role, a phone number. */
const isShort = (lines: readonly Line[], from: number, to: number): boolean => {
  const rest = lines.slice(from, to).filter(({ text }) => text.trim() !== '')
  return rest.length > 0 && rest.length <= 8 && rest.every(({ text }) => text.length <= 80)
}
