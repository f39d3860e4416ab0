import { useT } from '#client/lib/i18n.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Label } from '#client/ui/label.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { criticalKinds, scales } from '#shared/rubrics/rules.ts'
import { type CriterionForm, readWeight } from './rubric-form.ts'
import { InBoth } from './text-fields.tsx'

type Props = {
  criterion: CriterionForm
  onChange: (part: Partial<CriterionForm>) => void
  onMove: (step: -1 | 1) => void
  /** Absent for the last criterion that there is. */
  onRemove: (() => void) | undefined
}

/** Everything of one criterion: both languages, its weight, its scale, and whether failing it fails the review. */
export function CriterionFields({ criterion, onChange, onMove, onRemove }: Props) {
  const t = useT()
  const { label, guidance, weight, scale, mayNotApply, critical } = criterion
  return (
    <div className="stack">
      <InBoth
        label={t('rubric.label')}
        limit={200}
        value={label}
        onChange={(value) => onChange({ label: value })}
      />
      <InBoth
        long
        label={t('rubric.guidance')}
        limit={1000}
        value={guidance}
        onChange={(value) => onChange({ guidance: value })}
      />
      <TextField
        label={t('rubric.weight')}
        hint={t('rubric.weight.hint')}
        error={Number.isNaN(readWeight(weight)) ? t('rubric.weight.refused') : undefined}
        inputMode="decimal"
        maxLength={8}
        value={weight}
        onChange={(value) => onChange({ weight: value })}
      />
      <div>
        <Label>{t('rubric.scale')}</Label>
        <ChipGroup
          label={t('rubric.scale')}
          value={scale}
          onChange={(value) => onChange({ scale: value })}
          options={scales.map((value) => ({ value, label: t(`rubric.scale.${value}`) }))}
        />
      </div>
      <div>
        <Label>{t('rubric.critical')}</Label>
        <ChipGroup
          label={t('rubric.critical')}
          value={critical}
          onChange={(value) => onChange({ critical: value })}
          options={[
            { value: '', label: t('rubric.critical.none') },
            ...criticalKinds.map((value) => ({ value, label: t(`rubric.kind.${value}`) })),
          ]}
        />
        <p className="field-hint">{t('rubric.critical.hint')}</p>
      </div>
      <Switch
        label={t('rubric.mayNotApply')}
        checked={mayNotApply}
        onChange={(checked) => onChange({ mayNotApply: checked })}
      />
      <div className="cluster">
        <Button variant="secondary" onClick={() => onMove(-1)}>
          {t('rubric.up')}
        </Button>
        <Button variant="secondary" onClick={() => onMove(1)}>
          {t('rubric.down')}
        </Button>
        {onRemove && (
          <Button variant="text" onClick={onRemove}>
            {t('rubric.remove')}
          </Button>
        )}
      </div>
    </div>
  )
}
