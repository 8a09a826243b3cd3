import type { Words } from './words.ts'

export const es: Words = {
  lang: 'es',
  dir: 'ltr',
  greeting: 'Hola:',
  received: {
    subject: (number, desk) => `[#${number}] ${desk}: hemos recibido su solicitud`,
    text: (number) => `Hemos recibido su solicitud. Su número es ${number}.`,
    next: 'Alguien la verá y le responderá por aquí.',
  },
  reply: {
    subject: (subject, number) => `Re: ${subject} [#${number}]`,
    wrote: (name, desk) => (name ? `${name}, de ${desk}, escribió:` : `${desk} escribió:`),
  },
  closed: {
    subject: (number, desk) => `[#${number}] ${desk}: su solicitud está resuelta`,
    text: (number) => `Su solicitud ${number} se ha marcado como resuelta.`,
    reopen: 'Si no lo está, responda a este correo y se abrirá de nuevo.',
  },
  survey: {
    subject: (number, desk) => `[#${number}] ${desk}: ¿qué tal lo hicimos?`,
    question: '¿Qué tal lo hicimos?',
    link: 'Valore nuestra ayuda',
  },
  attachments: {
    tooLarge: (names) =>
      `Demasiado grandes para adjuntarlos: ${names}. Responda a este correo para recibirlos de otro modo.`,
  },
  footer: {
    reply: 'Puede responder a este correo.',
    spare: 'No recibir más avisos de este tipo',
    mute: 'No recibir más correos de este tipo',
  },
  team: {
    newTicket: (number, subject) => `[#${number}] Nuevo: ${subject}`,
    assigned: (number, subject) => `[#${number}] Suyo: ${subject}`,
    replied: (number, subject) => `[#${number}] Respuesta: ${subject}`,
    ruleNotice: (number, subject) => `[#${number}] Requiere su atención: ${subject}`,
    mentioned: (number, subject) => `[#${number}] Le mencionan: ${subject}`,
    from: 'De',
    department: 'Departamento',
    priority: 'Prioridad',
    assignedBy: (number) => `El ticket ${number} ahora es suyo.`,
    mentionedYou: (name) => (name ? `${name} le mencionó en una nota:` : 'Le mencionan en una nota:'),
  },
  digest: {
    subject: 'Sus tickets: qué más pasó',
    text: (count) => `En los últimos diez minutos hubo ${count} avisos más para usted:`,
    more: (count) => `y ${count} más`,
  },
  digestLine: {
    new_ticket: 'Nuevo',
    assignment: 'Suyo',
    reply: 'Respuesta',
    unassigned_reply: 'Respuesta',
    mention: 'Mención',
    webhook_disabled: 'Webhook desactivado',
    webhook_failing: 'Webhook con fallos',
    rule_stopped: 'Regla detenida',
    hook_quarantined: 'En cuarentena',
  },
  paused: {
    subject: (name) => `En pausa: ${name}`,
    text: (name, since) => `Nada ha llegado a ${name} desde ${since}, así que sus envíos están en pausa.`,
    resume: 'No se ha perdido nada. Repárelo y reanúdelo: POST /v1/delivery-lanes/{channel}/{lane}/resume.',
  },
  owners: {
    webhookDisabled: {
      subject: (host) => `Desactivado: el webhook a ${host}`,
      text: (host) => `El webhook a ${host} está desactivado. Ya no se le avisa de nada.`,
      mend: (path) =>
        `Si aún hace falta, repare el receptor y actívelo: PATCH ${path} con {"enabled": true}. Si no: DELETE ${path}.`,
    },
    webhookFailing: {
      subject: (host) => `Con fallos: el webhook a ${host}`,
      text: (host, failures) =>
        `El webhook a ${host} ha fallado ${failures} veces en un día. Lo que no recibió se vuelve a intentar durante tres días.`,
      mend: (log, path) => `Vea qué respondió: GET ${log}. Si la dirección es otra ahora: PATCH ${path}.`,
    },
    ruleStopped: {
      subject: (name, number) => `[#${number}] Regla detenida: ${name}`,
      text: (name, number) => `La regla «${name}» se detuvo y no hizo nada en el ticket ${number}.`,
      mend: (path, runs) =>
        `Vea qué hicieron las reglas en el ticket: GET ${runs}. Después cambie la regla: PATCH ${path}.`,
    },
    hookQuarantined: {
      subject: (name) => `Aún sin ticket: algo llegó a ${name}`,
      text: (name) => `Al hook «${name}» llegó algo de lo que no se pudo crear un ticket. Se guarda 30 días.`,
      mend: (delivery, hook) =>
        `Véalo: GET ${delivery}. Corrija la asignación o los valores por defecto: PATCH ${hook}. Después cree el ticket: POST ${delivery}/replay.`,
    },
  },
  test: {
    subject: (desk) => `${desk}: el correo funciona`,
    text: 'Esto es una prueba. El correo de su mesa de ayuda le llega.',
  },
  signIn: {
    invitation: {
      subject: (desk) => `${desk}: tienes una invitación`,
      text: (desk) => `Te invitan a atender las solicitudes de ${desk}.`,
      link: 'Aceptar la invitación',
      expires: 'El enlace sirve una sola vez, durante siete días. Si no sabes de qué se trata, ignóralo.',
    },
    passwordReset: {
      subject: (desk) => `${desk}: cambia tu contraseña`,
      text: (desk) => `Alguien, esperamos que tú, pidió otra contraseña para ${desk}.`,
      link: 'Cambiar la contraseña',
      expires: 'El enlace sirve una sola vez, durante una hora. Si no fuiste tú, ignóralo: nada cambia.',
    },
  },
}
