import { strict } from './strict.ts';

const roles = new Set<Electron.MenuItemConstructorOptions['role']>([
  'undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'reload', 'toggleDevTools', 'resetZoom', 'zoomIn', 'zoomOut',
  'togglefullscreen', 'minimize', 'about', 'quit', 'appMenu',
]);

class MenuItemDouble {
  readonly id: string | undefined;
  readonly label: string;
  readonly type: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly registerAccelerator: boolean;
  readonly submenu: MenuDouble | undefined;
  readonly click: (event?: Partial<Electron.KeyboardEvent>) => void;

  constructor(options: Electron.MenuItemConstructorOptions) {
    const { id, label, type, role, accelerator, registerAccelerator = true, submenu, click } = options;
    if (role !== undefined && !roles.has(role)) throw new Error(`The double of Electron knows no menu role ${role}`);
    if (type !== 'separator' && label === undefined && role === undefined) throw new Error('A menu item needs a label or a role');
    this.id = id;
    this.label = label ?? '';
    this.type = type ?? (submenu ? 'submenu' : 'normal');
    this.role = role;
    this.accelerator = accelerator;
    this.registerAccelerator = registerAccelerator;
    this.submenu = Array.isArray(submenu) ? new MenuDouble(submenu) : undefined;
    this.click = (event = {}) => click?.(this as unknown as Electron.MenuItem, undefined, event as Electron.KeyboardEvent);
  }
}

export class MenuDouble {
  readonly items: MenuItemDouble[];

  constructor(template: Electron.MenuItemConstructorOptions[]) {
    this.items = template.map(each => new MenuItemDouble(each));
  }

  getMenuItemById(id: string): MenuItemDouble | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

export function makeMenuDouble() {
  let present: MenuDouble | null = null;
  return strict('Menu', {
    buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => strict('Menu', new MenuDouble(template)) as unknown as Electron.Menu,
    setApplicationMenu: (menu: Electron.Menu | null) => { present = menu as unknown as MenuDouble | null; },
    getApplicationMenu: () => present as unknown as Electron.Menu | null,
  });
}
