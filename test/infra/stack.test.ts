/** All suites over the template in one file: the CDK is loaded once, the stack synthesised once. */
import './stack.suite.ts';
import './delivery.suite.ts';
import './permissions.suite.ts';
import './operations.suite.ts';
