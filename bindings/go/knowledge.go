// SPDX-License-Identifier: MIT

package tokenlink

import (
	"strconv"
	"unsafe"
)

// A WrongKey is a key that people use and that does not work.
type WrongKey struct {
	Key      string // the key that does not work
	Why      string // renamed, guess or level
	UseKey   string // the key to use; empty where there is no certain one
	UseType  string // the type to use with it; empty: the one that stands there
	Advice   string // one sentence
	Evidence string
}

// WrongKeys lists the keys that do not work, in byte order.
//
// Errors: a LoadError.
func WrongKeys() ([]WrongKey, error) {
	return list(callWrongKeyCount, func(i int) (WrongKey, Status) {
		found := cWrongKey{structSize: uint32(unsafe.Sizeof(cWrongKey{}))}
		status := callWrongKeyAt(i, &found)
		return found.wrongKey(), status
	})
}

// FindWrongKey finds a key that does not work.
//
// Errors: ErrNotFound, for a key that works or that nobody was seen to use; a LoadError.
func FindWrongKey(key string) (WrongKey, error) {
	if err := ready(); err != nil {
		return WrongKey{}, err
	}
	found := cWrongKey{structSize: uint32(unsafe.Sizeof(cWrongKey{}))}
	status := callWrongKeyFind(key, &found)
	return found.wrongKey(), knowledgeError("wrong key", key, status)
}

// A Preset is a ready-made set of permissions, from the documentation's "Common permission templates".
type Preset struct {
	Name        string // "dns-edit"
	Group       string // the documentation's heading
	UseCase     string // the documentation's words
	TokenName   string // the documented name of the token
	Permissions []Permission
}

// Link makes a link of the preset, for all accounts and zones, that names the token as documented.
func (p *Preset) Link(kind Kind) *Link {
	return &Link{Kind: kind, Permissions: append([]Permission(nil), p.Permissions...), Name: p.TokenName}
}

// Presets lists the presets in the documentation's order.
//
// Errors: a LoadError.
func Presets() ([]Preset, error) {
	return list(callPresetCount, func(i int) (Preset, Status) {
		found := cPreset{structSize: uint32(unsafe.Sizeof(cPreset{}))}
		status := callPresetAt(i, &found)
		return found.preset(), status
	})
}

// FindPreset finds a preset by its name.
//
// Errors: ErrNotFound; a LoadError.
func FindPreset(name string) (Preset, error) {
	if err := ready(); err != nil {
		return Preset{}, err
	}
	found := cPreset{structSize: uint32(unsafe.Sizeof(cPreset{}))}
	status := callPresetFind(name, &found)
	return found.preset(), knowledgeError("preset", name, status)
}

// A Rule is what is behind a finding.
type Rule struct {
	Number          RuleNumber
	ID              string   // "TL101"
	Slug            string   // "unknown-key"
	Severity        Severity // on user links, and wherever the kind makes no difference
	AccountSeverity Severity // on account links
	Sentence        string
	Explanation     string
	Bad             string // an example that has this finding
	Good            string // the same, mended
}

// Rules lists the rules by number.
//
// Errors: a LoadError.
func Rules() ([]Rule, error) {
	return list(callRuleCount, func(i int) (Rule, Status) {
		found := cRule{structSize: uint32(unsafe.Sizeof(cRule{}))}
		status := callRuleAt(i, &found)
		return found.rule(), status
	})
}

// FindRule finds a rule by its number.
//
// Errors: ErrNotFound; a LoadError.
func FindRule(number RuleNumber) (Rule, error) {
	if err := ready(); err != nil {
		return Rule{}, err
	}
	found := cRule{structSize: uint32(unsafe.Sizeof(cRule{}))}
	status := callRuleFind(uint32(number), &found)
	return found.rule(), knowledgeError("rule", strconv.FormatUint(uint64(number), 10), status)
}

// list collects what a _count and an _at function have.
func list[T any](count func() int, at func(int) (T, Status)) ([]T, error) {
	if err := ready(); err != nil {
		return nil, err
	}
	all := make([]T, count())
	for i := range all {
		entry, status := at(i)
		if status != OK {
			return nil, newError("list", status, nil)
		}
		all[i] = entry
	}
	return all, nil
}

// knowledgeError is the error of a _find function.
func knowledgeError(what, key string, status Status) error {
	if status == OK {
		return nil
	}
	if len(key) > 80 {
		key = key[:80] + "..."
	}
	return &Error{Op: "find", Status: status, Detail: "there is no " + what + " " + strconv.Quote(key)}
}

func (w *cWrongKey) wrongKey() WrongKey {
	return WrongKey{
		Key: w.key.clone(), Why: w.why.clone(), UseKey: w.useKey.clone(), UseType: w.useType.clone(),
		Advice: w.advice.clone(), Evidence: w.evidence.clone(),
	}
}

func (p *cPreset) preset() Preset {
	permissions := permissionsOf(p.permissions, p.permissionCount)
	c := copier{make([]byte, 0, sizeOfPermissions(permissions))}
	return Preset{
		Name: p.name.clone(), Group: p.group.clone(), UseCase: p.useCase.clone(), TokenName: p.tokenName.clone(),
		Permissions: c.appendPermissions(nil, permissions),
	}
}

func (r *cRule) rule() Rule {
	return Rule{
		Number: RuleNumber(r.number), ID: r.id.clone(), Slug: r.slug.clone(), Severity: Severity(r.severity),
		AccountSeverity: Severity(r.accountSeverity), Sentence: r.sentence.clone(),
		Explanation: r.explanation.clone(), Bad: r.bad.clone(), Good: r.good.clone(),
	}
}
