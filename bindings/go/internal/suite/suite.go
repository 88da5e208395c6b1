// SPDX-License-Identifier: MIT

// Package suite has the tests of every mode of package tokenlink: linked, loaded, and without cgo. The test package of
// each mode runs them.
package suite

import (
	"os"
	"path/filepath"
	"testing"
)

// A Test is named after the misfortune it prevents.
type Test struct {
	Name string
	Run  func(t *testing.T)
}

// Tests is all tests of the suite.
var Tests = []Test{
	{"Vectors", vectors},
	{"NameThatIsNotTheLibrarys", statusNames},
	{"ErrorThatErrorsIsDoesNotFind", errorsIsAndAs},
	{"ErrorThatDoesNotSayWhere", errorParts},
	{"MisuseThatCrashes", misuse},
	{"TextThatIsNoText", hostileText},
	{"TextOfAnySize", hugeText},
	{"AppendThatHarmsItsBuffer", appendForms},
	{"LinkThatDoesNotMarshal", marshalling},
	{"AbsentThatTurnsEmpty", absentFields},
	{"ManyPermissions", manyPermissions},
	{"ManyColumns", manyColumns},
	{"ColumnThatLies", lyingColumns},
	{"ColumnThatChangesInUse", changedColumns},
	{"NullThatTurnsEmpty", nullRows},
	{"ColumnThatGrowsIntoAnother", grownColumns},
	{"BatchThatIsNotItsRows", batchAgainstRows},
	{"BatchThatGrows", batchMemory},
	{"BatchReused", batchReuse},
	{"RowsThatAreNotLinks", parseRows},
	{"ParseIntoThatForgets", parseInto},
	{"CanonicalFormOfAnotherLink", canonicalWithParse},
	{"FindingOfAnotherText", lintLink},
	{"KnowledgeThatIsNotThere", knowledge},
	{"CatalogOfOnesOwn", customCatalog},
	{"LibraryOfAnotherVersion", versions},
	{"LibraryNobodyChose", chosenLibrary},
	{"CallThatAllocates", allocations},
	{"GoroutinesInEachOthersWay", goroutines},
	{"MemoryThatLeaks", leaks},
}

// Root returns the repository's folder, found upwards from the working folder of a test.
func Root(t testing.TB) string {
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "capi", "tokenlink.h")); err == nil {
			return folder
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatal("the repository was not found above this folder")
		}
		folder = parent
	}
}
