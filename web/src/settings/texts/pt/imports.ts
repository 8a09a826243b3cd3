import type { SettingsTexts } from '../../texts.ts'

export default {
  intro: 'O que outro sistema sabia, trazido de um arquivo. Depois o arquivo é apagado.',
  none: 'Nada foi importado ainda.',
  take: 'Importar um arquivo',
  kind: 'O que contém',
  kinds: { contacts: 'Pessoas (CSV)', mbox: 'E-mails (mbox)' },
  hints: {
    contacts:
      'A primeira linha dá nome às colunas: email ou external_id, name, company; qualquer outra vira uma característica. Pessoas conhecidas são atualizadas.',
    mbox: 'Cada e-mail vira um ticket, como se tivesse acabado de chegar. O que já está aqui não é alterado.',
  },
  mailbox: 'Caixa de e-mail',
  file: 'Arquivo',
  start: 'Importar',
  uploading: 'Envio',
  state: 'Estado',
  read: 'Andamento',
  result: 'Resultado',
  sent: 'Enviado',
  states: {
    waiting: 'Aguardando',
    running: 'Em andamento',
    finished: 'Concluído',
    failed: 'Falhou',
    cancelled: 'Cancelado',
  },
  counts: ({ created, updated, known }) => `${created} novos, ${updated} atualizados, ${known} já conhecidos`,
  leftOut: (count) => `${count} deixados de fora`,
  places: { mbox: (place) => `E-mail ${place}:`, contacts: (place) => `Linha ${place}:` },
} satisfies SettingsTexts['imports']
