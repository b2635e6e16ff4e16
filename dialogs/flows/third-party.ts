import { categoryId } from '#domain/category.ts';
import { escalation } from './escalate.ts';
import { type Flow, go } from './turn.ts';

/** Not the owner, sold, wrong number: an apology, no further fact, and a person mends the address book. */
export const thirdParty: Flow = {
  id: 'third-party',
  steps: [
    (turn) => {
      const category = [...turn.catalogue.categories.values()].find(({ labels }) =>
        labels.includes('tenant_or_third_party'),
      );
      const id = category?.id ?? categoryId('third-party');
      return go('escalate', escalation('third-party', 'service', category?.freeze ?? 'contact'), [
        { do: 'categorise', category: id, why: 'label tenant_or_third_party' },
        { do: 'remember', memory: { category: id } },
      ]);
    },
  ],
};
