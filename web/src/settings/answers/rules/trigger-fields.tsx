import { Plus } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { SelectField, SwitchField, TextField } from '../../form/fields.tsx'
import { AnyOfField } from '../../form/ticks.tsx'
import { useFormContext } from '../../form/use-form.ts'
import { Part } from '../../resource/part.tsx'
import { useSettingsTexts } from '../../texts.ts'
import { Choice } from '../choice.tsx'
import { useChoices } from './words.ts'

const EVENTS = ['ticket.created', 'ticket.updated', 'message.created', 'sla.warning', 'sla.breached'] as const
const SINCE = ['ticket_created', 'any_message', 'requester_message', 'agent_reply', 'resolved'] as const
const TIMERS = ['first_reply', 'next_reply', 'resolution'] as const
/** So many kinds of events a rule may wait for. */
const EVENTS_MAX = 10

/** What a rule waits for: one of some events, or a time that has passed. */
export const TriggerFields = () => {
  const t = useSettingsTexts().rules
  const form = useFormContext()
  const given = form.value('when.events')
  const events: unknown[] = Array.isArray(given) ? given : []
  return (
    <>
      <SelectField
        name="when.by"
        label={t.waitsFor}
        options={[
          ['events', t.byEvents],
          ['time', t.byTime],
        ]}
      />
      {form.value('when.by') === 'time' ? (
        <div className="flex flex-col gap-3">
          <TextField name="when.after" label={t.after} hint={t.durationHint} required ltr />
          <SelectField name="when.since" label={t.since} options={SINCE.map((one) => [one, t.moments[one]] as const)} />
          <SwitchField name="when.business" label={t.business} hint={t.businessHint} />
        </div>
      ) : (
        <div className="flex flex-col gap-2">
          {events.map((_, place) => (
            // Events have no other name than their place.
            <EventFields
              key={place}
              path={`when.events.${place}`}
              onRemove={events.length > 1 ? () => form.set('when.events', events.toSpliced(place, 1)) : undefined}
            />
          ))}
          {events.length < EVENTS_MAX ? (
            <Button
              small
              look="quiet"
              className="self-start"
              icon={<Plus aria-hidden className="size-4" />}
              onClick={() => form.set('when.events', [...events, { event: 'message.created' }])}
            >
              {t.addEvent}
            </Button>
          ) : null}
        </div>
      )}
    </>
  )
}

const EventFields = ({ path, onRemove }: { path: string; onRemove: (() => void) | undefined }) => {
  const t = useSettingsTexts().rules
  const service = useSettingsTexts().service
  const choices = useChoices()
  const form = useFormContext()
  const event = String(form.value(`${path}.event`))
  const isPublic = form.value(`${path}.public`)
  return (
    <Part label={t.event} onRemove={onRemove}>
      <Choice
        label={t.event}
        className="w-auto self-start"
        value={event}
        options={EVENTS.map((one) => [one, t.events[one]] as const)}
        onChoose={(chosen) => form.set(path, { event: chosen })}
      />
      {event === 'ticket.updated' ? (
        <AnyOfField name={`${path}.changed`} label={t.changed} options={Object.entries(t.changeable)} />
      ) : null}
      {event.startsWith('sla.') ? (
        <AnyOfField
          name={`${path}.timer`}
          label={t.timer}
          options={TIMERS.map((one) => [one, service.kinds[one]] as const)}
        />
      ) : null}
      {event === 'message.created' ? (
        <>
          <AnyOfField name={`${path}.author`} label={t.by} options={choices.author} />
          <Choice
            label={t.visibility}
            className="w-auto self-start"
            value={isPublic === undefined || isPublic === null ? '' : String(isPublic)}
            none={t.publicOrNote}
            options={[
              ['true', t.publicMessage],
              ['false', t.note],
            ]}
            onChoose={(chosen) => form.set(`${path}.public`, chosen === '' ? null : chosen === 'true')}
          />
        </>
      ) : null}
    </Part>
  )
}
