import type { Words } from './words.ts'

export const pt: Words = {
  lang: 'pt',
  dir: 'ltr',
  greeting: 'Olá,',
  received: {
    subject: (number, desk) => `[#${number}] ${desk}: recebemos o seu pedido`,
    text: (number) => `Recebemos o seu pedido. O número dele é ${number}.`,
    next: 'Alguém vai analisá-lo e responder por aqui.',
  },
  reply: {
    subject: (subject, number) => `Re: ${subject} [#${number}]`,
    wrote: (name, desk) => (name ? `${name}, de ${desk}, escreveu:` : `${desk} escreveu:`),
  },
  closed: {
    subject: (number, desk) => `[#${number}] ${desk}: o seu pedido está resolvido`,
    text: (number) => `O seu pedido ${number} foi marcado como resolvido.`,
    reopen: 'Se não estiver, responda a este e-mail e ele será reaberto.',
  },
  survey: {
    subject: (number, desk) => `[#${number}] ${desk}: como nos saímos?`,
    question: 'Como nos saímos?',
    link: 'Avalie a nossa ajuda',
  },
  attachments: {
    tooLarge: (names) => `Grandes demais para anexar: ${names}. Responda a este e-mail para recebê-los de outra forma.`,
  },
  footer: {
    reply: 'Pode responder a este e-mail.',
    spare: 'Não receber mais avisos deste tipo',
    mute: 'Não receber mais e-mails deste tipo',
  },
  team: {
    newTicket: (number, subject) => `[#${number}] Novo: ${subject}`,
    assigned: (number, subject) => `[#${number}] Seu: ${subject}`,
    replied: (number, subject) => `[#${number}] Resposta: ${subject}`,
    ruleNotice: (number, subject) => `[#${number}] Requer atenção: ${subject}`,
    mentioned: (number, subject) => `[#${number}] Mencionaram você: ${subject}`,
    from: 'De',
    department: 'Departamento',
    priority: 'Prioridade',
    assignedBy: (number) => `O ticket ${number} agora é seu.`,
    mentionedYou: (name) => (name ? `${name} mencionou você em uma nota:` : 'Mencionaram você em uma nota:'),
  },
  digest: {
    subject: 'Seus tickets: o que mais aconteceu',
    text: (count) => `Nos últimos dez minutos houve mais ${count} avisos para você:`,
    more: (count) => `e mais ${count}`,
  },
  digestLine: {
    new_ticket: 'Novo',
    assignment: 'Seu',
    reply: 'Resposta',
    unassigned_reply: 'Resposta',
    mention: 'Menção',
    webhook_disabled: 'Webhook desativado',
    webhook_failing: 'Webhook com falhas',
    rule_stopped: 'Regra interrompida',
    hook_quarantined: 'Em quarentena',
  },
  paused: {
    subject: (name) => `Em pausa: ${name}`,
    text: (name, since) => `Nada chegou a ${name} desde ${since}, por isso os envios estão em pausa.`,
    resume: 'Nada se perdeu. Conserte e retome: POST /v1/delivery-lanes/{channel}/{lane}/resume.',
  },
  owners: {
    webhookDisabled: {
      subject: (host) => `Desativado: o webhook para ${host}`,
      text: (host) => `O webhook para ${host} está desativado. Não recebe mais nada.`,
      mend: (path) =>
        `Se ainda for preciso, conserte o receptor e ative-o: PATCH ${path} com {"enabled": true}. Se não: DELETE ${path}.`,
    },
    webhookFailing: {
      subject: (host) => `Com falhas: o webhook para ${host}`,
      text: (host, failures) =>
        `O webhook para ${host} falhou ${failures} vezes num dia. O que não recebeu volta a ser tentado durante três dias.`,
      mend: (log, path) => `Veja o que respondeu: GET ${log}. Se o endereço é outro agora: PATCH ${path}.`,
    },
    ruleStopped: {
      subject: (name, number) => `[#${number}] Regra interrompida: ${name}`,
      text: (name, number) => `A regra “${name}” foi interrompida e não fez nada no ticket ${number}.`,
      mend: (path, runs) =>
        `Veja o que as regras fizeram no ticket: GET ${runs}. Depois altere a regra: PATCH ${path}.`,
    },
    hookQuarantined: {
      subject: (name) => `Ainda sem ticket: algo chegou a ${name}`,
      text: (name) =>
        `Ao hook “${name}” chegou algo de que não foi possível criar um ticket. Fica guardado por 30 dias.`,
      mend: (delivery, hook) =>
        `Veja-o: GET ${delivery}. Corrija o mapeamento ou os valores padrão: PATCH ${hook}. Depois crie o ticket: POST ${delivery}/replay.`,
    },
  },
  test: {
    subject: (desk) => `${desk}: o e-mail funciona`,
    text: 'Isto é um teste. O e-mail da sua central de ajuda chega até você.',
  },
  signIn: {
    invitation: {
      subject: (desk) => `${desk}: você tem um convite`,
      text: (desk) => `Você foi convidado a atender as solicitações de ${desk}.`,
      link: 'Aceitar o convite',
      expires: 'O link vale uma única vez, por sete dias. Se você não sabe do que se trata, ignore-o.',
    },
    passwordReset: {
      subject: (desk) => `${desk}: defina outra senha`,
      text: (desk) => `Alguém, esperamos que você, pediu outra senha para ${desk}.`,
      link: 'Definir outra senha',
      expires: 'O link vale uma única vez, por uma hora. Se não foi você, ignore-o: nada muda.',
    },
  },
}
