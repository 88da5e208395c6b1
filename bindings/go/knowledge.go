// SPDX-License-Identifier: MIT

package tokenlink

import "strconv"

// A WrongKey is a key that people use and that does not work.
type WrongKey struct {
	Key      string // the key that does not work
	Why      string // renamed, guess or level
	UseKey   string // the key to use; empty: none is certain
	UseType  string // the type to use with it; empty: the same one
	Advice   string // one sentence
	Evidence string
}

// WrongKeys returns the keys that do not work, in byte order.
//
// Errors: a LoadError.
func WrongKeys() ([]WrongKey, error) { return list(callWrongKeyCount, wrongKeyOf, callWrongKeyAt) }

// FindWrongKey returns a key that does not work.
//
// Errors: ErrNotFound, for a key that works or that nobody is known to use; a LoadError.
func FindWrongKey(key string) (WrongKey, error) {
	return find("wrong key", key, wrongKeyOf, func(found *cWrongKey) Status {
		return callWrongKeyFind(textOf(key), uintptr(len(key)), found)
	})
}

func wrongKeyOf(w *cWrongKey) WrongKey {
	return WrongKey{
		Key: w.key.clone(), Why: w.why.clone(), UseKey: w.useKey.clone(), UseType: w.useType.clone(),
		Advice: w.advice.clone(), Evidence: w.evidence.clone(),
	}
}

// A Preset is a ready-made set of permissions, from the documentation's "Common permission templates".
type Preset struct {
	Name        string // "dns-edit"
	Group       string // the documentation's heading
	UseCase     string // the documentation's words
	TokenName   string // the documented name of the token
	Permissions []Permission
}

// Link returns a link of the preset, for all accounts and zones, with the documented name.
func (p *Preset) Link(kind Kind) *Link {
	return &Link{Kind: kind, Permissions: append([]Permission(nil), p.Permissions...), Name: p.TokenName}
}

// Presets returns the presets in the documentation's order.
//
// Errors: a LoadError.
func Presets() ([]Preset, error) { return list(callPresetCount, presetOf, callPresetAt) }

// FindPreset returns the preset of a name.
//
// Errors: ErrNotFound; a LoadError.
func FindPreset(name string) (Preset, error) {
	return find("preset", name, presetOf, func(found *cPreset) Status {
		return callPresetFind(textOf(name), uintptr(len(name)), found)
	})
}

func presetOf(p *cPreset) Preset {
	return Preset{
		Name: p.name.clone(), Group: p.group.clone(), UseCase: p.useCase.clone(), TokenName: p.tokenName.clone(),
		Permissions: clonePermissions(p.permissions.slice(p.permissionCount)),
	}
}

// A Rule is a rule of the linter.
type Rule struct {
	Number          RuleNumber
	ID              string   // "TL101"
	Slug            string   // "unknown-key"
	Severity        Severity // of its findings, except on account links
	AccountSeverity Severity // of its findings on account links and deploy buttons
	Sentence        string
	Explanation     string
	Bad             string // an example that has this finding
	Good            string // the same link, fixed
}

// Rules returns the rules by number.
//
// Errors: a LoadError.
func Rules() ([]Rule, error) { return list(callRuleCount, ruleOf, callRuleAt) }

// FindRule returns the rule of a number.
//
// Errors: ErrNotFound; a LoadError.
func FindRule(number RuleNumber) (Rule, error) {
	return find("rule", strconv.FormatUint(uint64(number), 10), ruleOf, func(found *cRule) Status {
		return callRuleFind(uint32(number), found)
	})
}

func ruleOf(r *cRule) Rule {
	return Rule{
		Number: RuleNumber(r.number), ID: r.id.clone(), Slug: r.slug.clone(), Severity: Severity(r.severity),
		AccountSeverity: Severity(r.accountSeverity), Sentence: r.sentence.clone(),
		Explanation: r.explanation.clone(), Bad: r.bad.clone(), Good: r.good.clone(),
	}
}

// list returns the entries of a table.
func list[C, T any](count func() uintptr, convert func(*C) T, at func(uintptr, *C) Status) ([]T, error) {
	if err := ready(); err != nil {
		return nil, err
	}
	all := make([]T, count())
	found := sized[C]()
	for i := range all {
		if status := at(uintptr(i), found); status != OK {
			return nil, &Error{Op: "list", Status: status, Index: -1}
		}
		all[i] = convert(found)
	}
	return all, nil
}

// find returns an entry of a table.
func find[C, T any](what, name string, convert func(*C) T, call func(*C) Status) (T, error) {
	var none T
	if err := ready(); err != nil {
		return none, err
	}
	found := sized[C]()
	if status := call(found); status != OK {
		if len(name) > 80 {
			name = name[:80] + "..."
		}
		detail := "there is no " + what + " " + strconv.Quote(name)
		return none, &Error{Op: "find", Status: status, Index: -1, Detail: detail}
	}
	return convert(found), nil
}
