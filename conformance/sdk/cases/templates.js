import assert from 'node:assert/strict';
import { describe } from 'node:test';

import { covers } from '../case.js';
import { access } from '../context.js';
import sdk from '../sdk.js';

const { FileNotFoundError, Sandbox } = sdk;

describe('Templates', () => {
  covers('Sandbox.listTemplates', 'the public ones of the service are there, with all that the SDK shows', async () => {
    const templates = await Sandbox.listTemplates(access());
    const names = templates.map(({ name }) => name);
    assert.ok(names.includes('code-interpreter') && names.includes('base'));
    for (const template of templates) {
      assert.match(template.id, /^\d+$/);
      assert.equal(typeof template.displayName, 'string');
      assert.equal(template.status, 'active');
      assert.equal(template.isActive, true);
      assert.ok(Array.isArray(template.features) && Array.isArray(template.tags));
      for (const resources of [template.defaultResources, template.minResources, template.maxResources]) {
        assert.deepEqual(Object.keys(resources), ['vcpu', 'memoryMb', 'diskGb']);
        assert.ok(Object.values(resources).every(Number.isInteger));
      }
    }
  });

  covers('Sandbox.listTemplates', 'category and language narrow the list', async () => {
    const python = await Sandbox.listTemplates({ ...access(), language: 'python' });
    assert.ok(python.length > 0 && python.every(({ language }) => language === 'python'));
    const [{ category }] = python;
    const same = await Sandbox.listTemplates({ ...access(), category });
    assert.ok(same.length > 0 && same.every((template) => template.category === category));
    assert.deepEqual(await Sandbox.listTemplates({ ...access(), category: 'no-such' }), []);
  });

  covers('Sandbox.getTemplate', 'is found by name and by id', async () => {
    const byName = await Sandbox.getTemplate('code-interpreter', access());
    assert.equal(byName.name, 'code-interpreter');
    assert.deepEqual(await Sandbox.getTemplate(byName.id, access()), byName);
  });

  covers(
    'Sandbox.getTemplate Sandbox.deleteTemplate',
    'an unknown template is a FILE not found to the SDK [J12]',
    async () => {
      await assert.rejects(Sandbox.getTemplate('no-such', access()), FileNotFoundError);
      await assert.rejects(Sandbox.deleteTemplate('no-such', access()), FileNotFoundError);
    },
  );

  covers('Sandbox.getTemplate', 'a name is not encoded by the SDK [J17]', async () => {
    const { name } = await Sandbox.getTemplate('base?language=python#fragment', access());
    assert.equal(name, 'base');
  });

  covers('Sandbox.deleteTemplate', 'a public template cannot be deleted', async () => {
    const { id } = await Sandbox.getTemplate('base', access());
    await assert.rejects(Sandbox.deleteTemplate(id, access()), { statusCode: 403 });
  });
});
