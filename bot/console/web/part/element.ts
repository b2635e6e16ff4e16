/**
 * The components of Element Plus that the pages use: the one place that names them, each with its own style, so that
 * nothing else of the library is built in. Another component is two lines here.
 */
import 'element-plus/es/components/base/style/css';
import 'element-plus/es/components/collapse/style/css';
import 'element-plus/es/components/collapse-item/style/css';
import 'element-plus/es/components/date-picker/style/css';
import 'element-plus/es/components/dialog/style/css';
import 'element-plus/es/components/dropdown/style/css';
import 'element-plus/es/components/dropdown-item/style/css';
import 'element-plus/es/components/dropdown-menu/style/css';
import 'element-plus/es/components/message/style/css';
import 'element-plus/es/components/option/style/css';
import 'element-plus/es/components/segmented/style/css';
import 'element-plus/es/components/select/style/css';
import 'element-plus/es/components/tag/style/css';
import '../style/element.css';

export { ElCollapse, ElCollapseItem } from 'element-plus/es/components/collapse/index';
export { ElConfigProvider } from 'element-plus/es/components/config-provider/index';
export { ElDatePicker } from 'element-plus/es/components/date-picker/index';
export { ElDialog } from 'element-plus/es/components/dialog/index';
export {
  ElDropdown,
  ElDropdownItem,
  ElDropdownMenu,
} from 'element-plus/es/components/dropdown/index';
export { ElMessage } from 'element-plus/es/components/message/index';
export { ElSegmented } from 'element-plus/es/components/segmented/index';
export { ElOption, ElSelect } from 'element-plus/es/components/select/index';
export { ElTag } from 'element-plus/es/components/tag/index';
