import type { PresentBranch } from './branch-parts.ts';
import { bankCatalogue } from './catalogue/bank-catalogue.ts';
import type { CatalogueEntry } from './catalogue/catalogue-entry.ts';
import { insuranceCatalogue } from './catalogue/insurance-catalogue.ts';
import { powerCatalogue } from './catalogue/power-catalogue.ts';
import { propertyCatalogue } from './catalogue/property-catalogue.ts';

/** A service as a new branch of the trade starts with it; ids and opening hours come from the branch. */
export interface CatalogueService {
  prefix: string;
  nameZh: string;
  nameEn: string;
  targetWaitMinutes: number;
  targetServiceMinutes: number;
  requiredDocuments: { zh: string; en: string }[];
}

/** A kind of business that is done under the service with this prefix. */
export interface CatalogueBusinessType {
  servicePrefix: string;
  nameZh: string;
  nameEn: string;
}

export interface TradeCatalogue {
  services: CatalogueService[];
  businessTypes: CatalogueBusinessType[];
}

const entriesOfTrade: Record<PresentBranch['trade'], CatalogueEntry[]> = {
  power: powerCatalogue,
  bank: bankCatalogue,
  insurance: insuranceCatalogue,
  property: propertyCatalogue,
};

/**
 * The services (prefixes A to H) and business types a hall of this trade usually has. A branch changes them as it
 * likes afterwards: this is where it begins, not what it must keep.
 */
export function tradeCatalogue(trade: PresentBranch['trade']): TradeCatalogue {
  const entries = entriesOfTrade[trade];
  return {
    services: entries.map(({ documents, business: _, ...service }) => ({
      ...service, requiredDocuments: documents.map(([zh, en]) => ({ zh, en })),
    })),
    businessTypes: entries.flatMap(entry => entry.business.map(([nameZh, nameEn]) => ({ servicePrefix: entry.prefix, nameZh, nameEn }))),
  };
}
